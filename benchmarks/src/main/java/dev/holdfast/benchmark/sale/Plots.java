package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.load.Second;
import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pictures that several benchmarks draw. */
public final class Plots {

    private Plots() {
    }

    /** @return p50 and p99 of each cell, second by second of its last round */
    public static Plot latencies(String title, List<Cell> cells) {
        List<Plot.Line> lines = new ArrayList<>();
        for (Cell cell : cells) {
            String label = cells.stream().map(Cell::system).distinct().count() == cells.size() ? cell.system() : cell.setting();
            List<Second> seconds = cell.rounds().getLast().perSecond();
            lines.add(new Plot.Line(label + ", p50", values(seconds, Second::p50)));
            lines.add(new Plot.Line(label + ", p99", values(seconds, Second::p99)));
        }
        int longest = lines.stream().mapToInt(line -> line.y().size()).max().orElse(0);
        return new Plot(title, "second of the measurement", "latency, ms", Plot.Kind.LINES, Plot.Scale.LOGARITHMIC,
                IntStream.rangeClosed(1, longest).mapToObj(String::valueOf).toList(), lines);
    }

    /** Nothing stands where nothing was answered in that second. */
    private static List<@Nullable Double> values(List<Second> seconds, ToDoubleFunction<Second> value) {
        List<@Nullable Double> values = new ArrayList<>();
        seconds.forEach(second -> values.add(second.accepted() + second.refused() == 0 ? null : (Double) value.applyAsDouble(second)));
        return values;
    }
}
