package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Comparison;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.report.Round;
import dev.holdfast.benchmark.report.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the benchmark {@code relay} has measured, and what follows from it. */
final class RelayCells {

    private final Workload workload;
    private final Map<Contender, Cell> drains = new EnumMap<>(Contender.class);
    private final Map<Contender, Cell> paces = new EnumMap<>(Contender.class);

    RelayCells(Workload workload) {
        this.workload = workload;
    }

    static String drain(Workload workload) {
        return "%,d events waiting".formatted(workload.rows());
    }

    static String pace(Workload workload) {
        return "%,d events/s".formatted(workload.rate());
    }

    void addDrain(Contender contender, Round round) {
        drains.computeIfAbsent(contender, who -> new Cell(who.label(), drain(workload))).add(round);
    }

    void addPace(Contender contender, Round round) {
        paces.computeIfAbsent(contender, who -> new Cell(who.label(), pace(workload))).add(round);
    }

    Result result(List<String> notes, List<String> broken) {
        List<Cell> cells = new ArrayList<>(drains.values());
        cells.addAll(paces.values());
        return new Result(cells, List.of(DrainTurn.DRAINED, PaceTurn.IN_TIME, Latencies.P50, Latencies.P99, Processors.TIME), comparisons(),
                RelayPlots.of(drains, paces), notes, broken);
    }

    private List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>();
        for (Contender other : Contender.values()) {
            if (other != Contender.HOLDFAST) {
                ratio(drains.get(Contender.HOLDFAST), drains.get(other), DrainTurn.DRAINED).ifPresent(ratio -> comparisons.add(
                        new Comparison("events drained/s by Holdfast ÷ by %s".formatted(other.label()), ratio)));
                ratio(paces.get(other), paces.get(Contender.HOLDFAST), Latencies.P99).ifPresent(ratio -> comparisons.add(
                        new Comparison("p99 of %s ÷ of Holdfast, %s".formatted(other.label(), pace(workload)), ratio)));
            }
        }
        return comparisons;
    }

    private static Optional<Spread> ratio(@Nullable Cell above, @Nullable Cell below, String figure) {
        return above == null || below == null ? Optional.empty() : above.ratio(below, figure);
    }
}
