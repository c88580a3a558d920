'use strict';
const report = JSON.parse(document.getElementById('report').textContent);
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const byId = id => document.getElementById(id);

function add(parent, tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return parent.appendChild(element);
}

function show(number) {
  const size = Math.abs(number);
  const digits = size >= 100 || Number.isInteger(number) ? 0 : size >= 10 ? 1 : 2;
  return number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const range = spread => spread.min === spread.max ? '' : ` (${show(spread.min)} – ${show(spread.max)})`;

function table(parent, header, rows) {
  const element = add(parent, 'table');
  const head = add(add(element, 'thead'), 'tr');
  header.forEach((text, i) => add(head, 'th', text, { scope: 'col', class: rows.every(row => typeof row[i] === 'string') ? 'text' : '' }));
  const body = add(element, 'tbody');
  rows.forEach(cells => {
    const row = add(body, 'tr');
    cells.forEach((cell, i) => {
      const data = add(row, i === 0 ? 'th' : 'td', undefined, i === 0 ? { scope: 'row' } : typeof cell === 'string' ? { class: 'text' } : {});
      if (typeof cell === 'string') data.textContent = cell;
      else if (cell) { data.append(show(cell.median)); add(data, 'small', range(cell)); }
    });
  });
}

function head() {
  add(byId('head'), 'h1', `Holdfast benchmark: ${report.benchmark}`);
  add(byId('head'), 'p', `${report.description}. ${report.environment.date}, commit ${report.environment.commit}, ` +
    `${report.environment.database}, ${report.rounds} ${report.rounds === 1 ? 'round' : 'rounds'}.`);
  const warn = text => add(byId('head'), 'p', text, { class: 'warning' });
  if (report.smoke_run) warn('This was a smoke run of seconds: its numbers mean nothing.');
  if (report.wrong_answers > 0) warn(`${report.wrong_answers} wrong answers, such as: ${report.first_wrong.join(' | ')}`);
  else add(byId('head'), 'p', 'Every answer was checked; none was wrong.');
  if (report.result.broken.length > 0) warn(`Broken invariants: ${report.result.broken.join(' | ')}`);
  else add(byId('head'), 'p', 'The invariants were checked on the database after each turn; they held.');
  report.warnings.forEach(warn);
  const list = add(byId('notes'), 'ul');
  report.result.notes.forEach(note => add(list, 'li', note));
}

function results() {
  const { cells, headline, comparisons } = report.result;
  const unit = name => cells.map(cell => cell.summaries[name]).find(Boolean)?.unit;
  table(byId('results'), ['system', 'setting', ...headline.map(name => unit(name) ? `${name}, ${unit(name)}` : name)],
    cells.map(cell => [cell.system, cell.setting, ...headline.map(name => cell.summaries[name]?.spread)]));
  if (comparisons.length > 0) {
    add(byId('comparisons'), 'h2', 'Side by side');
    add(byId('comparisons'), 'p', 'Divided round by round, because rounds lie next to each other in time.');
    table(add(byId('comparisons'), 'div', undefined, { class: 'wide' }), ['', 'ratio'], comparisons.map(({ text, ratio }) => [text, ratio]));
  }
  cells.forEach(cell => {
    const details = add(byId('cells'), 'details');
    add(details, 'summary', `${cell.system}, ${cell.setting}`);
    table(add(details, 'div', undefined, { class: 'wide' }), ['figure', 'median'], Object.entries(cell.summaries)
      .map(([name, { unit, spread }]) => [unit ? `${name}, ${unit}` : name, spread]));
  });
}

function environment() {
  const flat = Object.entries(report.environment).flatMap(([name, value]) =>
    Array.isArray(value) ? [[name, value.join(' ')]]
      : value && typeof value === 'object' ? Object.entries(value).map(([inner, setting]) => [inner, setting]) : [[name, String(value)]]);
  table(byId('environment'), ['', ''], flat);
}

function plot(spec, index) {
  const figure = add(byId('plots'), 'figure');
  add(figure, 'figcaption', spec.title);
  const id = `plot-${index}`;
  const box = add(figure, 'div', undefined, { id, role: 'img', 'aria-label': `${spec.title}. ${spec.y_label} by ${spec.x_label}. The numbers are in the table below.` });
  const details = add(figure, 'details');
  add(details, 'summary', 'The same as a table');
  table(add(details, 'div', undefined, { class: 'wide' }), [spec.x_label, ...spec.lines.map(line => `${line.label}, ${spec.y_label}`)],
    spec.places.map((place, i) => [place, ...spec.lines.map(line => line.y[i] == null ? undefined : { median: line.y[i], min: line.y[i], max: line.y[i] })]));
  const logarithmic = spec.y_scale === 'LOGARITHMIC';
  const bars = spec.kind === 'BARS';
  const places = spec.places.map((_, i) => i);
  const values = spec.lines.map(line => places.map(i => line.y[i] > 0 || !logarithmic ? line.y[i] ?? null : null));
  const axis = { stroke: () => style('--ink'), grid: { stroke: () => style('--rule') }, ticks: { stroke: () => style('--rule') } };
  const width = 0.8 / spec.lines.length;
  const series = spec.lines.map((line, i) => ({
    label: line.label,
    stroke: () => style(`--line-${i % 6}`),
    width: 2,
    dash: !bars && i % 2 === 1 && spec.lines.length > 4 ? [6, 4] : undefined,
    points: { show: !bars, size: 7 },
    value: (u, v) => v == null ? '–' : show(v),
    ...(bars ? { fill: () => style(`--line-${i % 6}`), paths: groupedBars(i, spec.lines.length, width) } : { spanGaps: true }),
  }));
  const options = size => ({
    width: size, height: Math.min(420, Math.max(260, size * 0.45)),
    scales: {
      x: { time: false, range: () => [-0.5, places.length - 0.5] },
      y: logarithmic ? { distr: 3 } : { range: (u, min, max) => [0, Math.max(max * 1.05, 1)] },
    },
    axes: [
      { ...axis, label: spec.x_label, splits: () => places, values: () => labels(spec.places, size), size: 40 },
      { ...axis, label: spec.y_label + (logarithmic ? ' (logarithmic)' : ''), size: 70, values: (u, ticks) => ticks.map(v => v == null ? '' : v.toLocaleString('en')) },
    ],
    series: [{ label: spec.x_label, value: (u, v) => v == null ? '–' : spec.places[v] }, ...series],
  });
  let drawn;
  const draw = () => {
    drawn?.destroy();
    drawn = new uPlot(options(Math.max(280, figure.clientWidth)), [places, ...values], box);
  };
  draw();
  addEventListener('resize', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}

/* No more labels than there is room for. */
function labels(places, width) {
  const every = Math.ceil(places.length * 60 / width);
  return places.map((place, i) => i % every === 0 ? place : '');
}

function groupedBars(index, count, width) {
  return uPlot.paths.bars({ size: [width, 60], align: count === 1 ? 0 : 1, disp: {
    x0: { unit: 1, values: u => u.data[0].map(x => x - 0.4 + index * width) },
    size: { unit: 1, values: u => u.data[0].map(() => width * 0.95) },
  } });
}

document.title = `Holdfast benchmark: ${report.benchmark}`;
head();
results();
if (report.result.plots.length > 0) add(byId('plots'), 'h2', 'Plots');
report.result.plots.forEach(plot);
environment();
