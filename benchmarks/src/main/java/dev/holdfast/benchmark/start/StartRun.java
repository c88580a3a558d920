package dev.holdfast.benchmark.start;

import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Comparison;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Plot;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.report.Spread;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** First all the starts, then the loads, so that what the database still has to write of a load does not slow a start. */
final class StartRun {

    private static final List<String> HEADLINE = List.of(StartTurn.READY, StartTurn.FIRST_READ, StartTurn.PROCESSOR_TIME,
            StartTurn.IDLE_MEMORY, StartTurn.LOADED_MEMORY, StartTurn.PEAK_MEMORY, StartTurn.HOLDS);

    private static final List<String> NOTES = List.of(
            "Times count from the launch of the process to the first 200 of /actuator/health/readiness, and to that of a product, which is "
                    + "read from the database. The API is asked every 10 ms.",
            "The files are in the operating system's cache.",
            "The AOT cache is made by the container image's own script. It has no database, so what the API does only with one is not in it.",
            "Memory is the resident set of the process. What it maps of its AOT cache and its libraries counts.",
            "No relay runs: the events are written, and nobody publishes them.");

    private final TestBed testBed;
    private final ApiFiles files;
    private final Sale sale;
    private final int clients;
    private final List<Cell> starts = cells("start");
    private final List<Cell> loads;
    private final List<String> broken = new ArrayList<>();

    StartRun(TestBed testBed, ApiFiles files, Sale sale) {
        this.testBed = testBed;
        this.files = files;
        this.sale = sale;
        this.clients = testBed.options().pick(16, 256, 256);
        this.loads = cells("%,d clients".formatted(clients));
    }

    private static List<Cell> cells(String setting) {
        return Stream.of(Packaging.values()).map(packaging -> new Cell(packaging.label(), setting)).toList();
    }

    Result run() throws InterruptedException {
        testBed.progress().expect(2 * Packaging.values().length * testBed.options().rounds());
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            for (Packaging packaging : Packaging.values()) {
                start(packaging, round);
            }
        }
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            for (Packaging packaging : Packaging.values()) {
                load(packaging, round);
            }
        }
        List<Cell> cells = Stream.concat(starts.stream(), loads.stream()).toList();
        return new Result(cells, HEADLINE, comparisons(), List.of(times(), memory()), NOTES, broken);
    }

    private void start(Packaging packaging, int number) throws InterruptedException {
        try (StartTurn turn = new StartTurn(testBed, sale, files, packaging)) {
            add(starts.get(packaging.ordinal()), new Round(number, turn.start(), List.of(), Map.of()), StartTurn.READY);
        }
    }

    private void load(Packaging packaging, int number) throws InterruptedException {
        long first = sale.tables().nextId();
        StartTurn turn = new StartTurn(testBed, sale, files, packaging);
        try (turn) {
            turn.start();
            add(loads.get(packaging.ordinal()), new Round(number, turn.load(clients), List.of(), Map.of()), StartTurn.HOLDS);
        }
        sale.tables().awaitTransactions();
        broken.addAll(sale.audit(first, turn.acknowledged(), turn.unanswered()));
        sale.tables().forgetFrom(first);
    }

    private void add(Cell cell, Round round, String told) {
        cell.add(round);
        round.figures().stream().filter(figure -> figure.name().equals(told)).findFirst().ifPresent((Figure figure) ->
                testBed.progress().measured("%s, %s".formatted(cell.system(), cell.setting()), figure.value(), figure.unit()));
    }

    private List<Comparison> comparisons() {
        Cell cached = starts.getFirst();
        return starts.stream().skip(1).flatMap(other -> cached.ratio(other, StartTurn.READY).stream()
                .map(ratio -> new Comparison("%s, %s ÷ %s".formatted(StartTurn.READY, cached.system(), other.system()), ratio))).toList();
    }

    private Plot times() {
        return bars("From the launch until it serves, median", "s", starts, List.of(StartTurn.READY, StartTurn.FIRST_READ));
    }

    private Plot memory() {
        return bars("Memory, median", "MiB", loads, List.of(StartTurn.IDLE_MEMORY, StartTurn.LOADED_MEMORY, StartTurn.PEAK_MEMORY));
    }

    private static Plot bars(String title, String unit, List<Cell> cells, List<String> figures) {
        List<Plot.Line> lines = cells.stream().map(cell -> new Plot.Line(cell.system(), medians(cell, figures))).toList();
        return new Plot(title, "", unit, Plot.Kind.BARS, Plot.Scale.LINEAR, figures, lines);
    }

    private static List<@Nullable Double> medians(Cell cell, List<String> figures) {
        List<@Nullable Double> medians = new ArrayList<>();
        figures.forEach(figure -> medians.add(cell.spread(figure).map(Spread::median).orElse(null)));
        return medians;
    }
}
