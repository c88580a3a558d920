package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.load.Second;
import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Plot;
import dev.holdfast.benchmark.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pictures of the benchmark {@code relay}. */
final class RelayPlots {

    private RelayPlots() {
    }

    static List<Plot> of(Map<Contender, Cell> drains, Map<Contender, Cell> paces) {
        return List.of(
                rates(drains),
                overTime("Drain over time, last round", "second since the first event", "events/s", drains, Second::accepted),
                overTime("Median latency over time, last round", "second of the measurement", "ms", paces, Second::p50),
                overTime("Latency that 99 of 100 events keep, over time, last round", "second of the measurement", "ms", paces, Second::p99));
    }

    private static Plot rates(Map<Contender, Cell> drains) {
        List<@Nullable Double> medians = new ArrayList<>();
        drains.values().forEach(cell -> medians.add(cell.spread(DrainTurn.DRAINED).map(Spread::median).orElse(null)));
        return new Plot("Drain of a backlog", "", "events/s, median of the rounds", Plot.Kind.BARS, Plot.Scale.LOGARITHMIC,
                drains.keySet().stream().map(Contender::label).toList(), List.of(new Plot.Line("drained", medians)));
    }

    private static Plot overTime(String title, String xLabel, String yLabel, Map<Contender, Cell> cells, ToDoubleFunction<Second> value) {
        List<Plot.Line> lines = new ArrayList<>();
        cells.forEach((contender, cell) -> lines.add(new Plot.Line(contender.label(), values(cell, value))));
        int longest = lines.stream().mapToInt(line -> line.y().size()).max().orElse(0);
        return new Plot(title, xLabel, yLabel, Plot.Kind.LINES, Plot.Scale.LOGARITHMIC,
                IntStream.rangeClosed(1, longest).mapToObj(String::valueOf).toList(), lines);
    }

    /** Nothing stands where nothing was published in that second. */
    private static List<@Nullable Double> values(Cell cell, ToDoubleFunction<Second> value) {
        List<@Nullable Double> values = new ArrayList<>();
        cell.rounds().getLast().perSecond().forEach(second -> values.add(second.accepted() == 0 ? null : (Double) value.applyAsDouble(second)));
        return values;
    }
}
