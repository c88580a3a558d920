package dev.holdfast.benchmark.queue;

import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Comparison;
import dev.holdfast.benchmark.report.Figure;
import dev.holdfast.benchmark.report.Plot;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the benchmark {@code queue} has measured: of the whole, and of its first and last tenth, which should be alike. */
final class QueueCells {

    private static final String PUBLISHED = "published";
    private static final String READ = "read of 1,000 rows";
    private static final String HISTORY = "longest history list";
    private static final int PARTS = 10;

    private final long events;
    private final Cell whole;
    private final Cell first;
    private final Cell last;
    private List<Moment> lastRound = List.of();

    QueueCells(long events) {
        this.events = events;
        this.whole = new Cell("Holdfast", "%,d events".formatted(events));
        this.first = new Cell("Holdfast", "first tenth of the time");
        this.last = new Cell("Holdfast", "last tenth of the time");
    }

    long events() {
        return events;
    }

    void add(int round, List<Moment> moments) {
        int part = Math.ceilDiv(moments.size(), PARTS);
        whole.add(round(round, moments));
        first.add(round(round, moments.subList(0, part)));
        last.add(round(round, moments.subList(moments.size() - part, moments.size())));
        lastRound = moments;
    }

    double perSecond(List<Moment> moments) {
        return moments.stream().mapToLong(Moment::published).sum() / moments.stream().mapToDouble(Moment::seconds).sum();
    }

    private Round round(int number, List<Moment> moments) {
        return new Round(number, List.of(
                new Figure(PUBLISHED, "/s", perSecond(moments)),
                new Figure(READ, "ms", Spread.of(moments.stream().mapToDouble(Moment::readMillis).toArray()).median()),
                new Figure(HISTORY, "", moments.stream().mapToLong(Moment::historyLength).max().orElse(0))), List.of(), Map.of());
    }

    Result result(List<String> notes, List<String> broken) {
        List<Comparison> comparisons = Stream.of(PUBLISHED, READ).flatMap(figure -> last.ratio(first, figure)
                .map(ratio -> new Comparison("%s, last tenth ÷ first tenth".formatted(figure), ratio)).stream()).toList();
        List<Plot> plots = List.of(
                plot("Events published, last round", "events/s", "published", Moment::perSecond),
                plot("Read of the first 1,000 rows, last round", "ms", "read", Moment::readMillis),
                plot("Changes that wait for the purge, last round", "history list length", "history list", Moment::historyLength));
        return new Result(List.of(whole, first, last), List.of(PUBLISHED, READ, HISTORY), comparisons, plots, notes, broken);
    }

    private Plot plot(String title, String yLabel, String line, ToDoubleFunction<Moment> value) {
        List<@Nullable Double> values = new ArrayList<>();
        lastRound.forEach(moment -> values.add(value.applyAsDouble(moment)));
        return new Plot(title, "look, every half second", yLabel, Plot.Kind.LINES, Plot.Scale.LINEAR,
                IntStream.rangeClosed(1, values.size()).mapToObj(String::valueOf).toList(), List.of(new Plot.Line(line, values)));
    }
}
