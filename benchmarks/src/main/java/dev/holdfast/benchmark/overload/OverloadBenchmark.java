package dev.holdfast.benchmark.overload;

import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Comparison;
import dev.holdfast.benchmark.report.Plot;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.sale.Plots;
import dev.holdfast.benchmark.sale.Probe;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is served in time when ten times as much is wanted as can be served, and how soon it is as before. */
public final class OverloadBenchmark implements Benchmark {

    private static final List<String> NOTES = List.of(
            "Of ten requests that are offered, five read a product, three want a hold, one orders and one is a payment; orders and payments are "
                    + "only of holds and orders that were placed, so fewer come where those are refused. Each has a time at which it is due, and "
                    + "goodput is the right answers that came within a second from then on.",
            "A request that finds all connections of its class in use when it is due is offered and not sent: 1,920 connections are open, and "
                    + "each waits for its answer, a refusal as well. So the API sees fewer requests than are offered.",
            "The peak is that of rates that rise by 1.4 each. It is as before again when nobody is refused and the p99 of each class is at "
                    + "most twice what it was in the worst second of the same load before the flood, for three seconds.",
            "The generator has a thread of its own on the machine that is measured: what it uses is told, and is missing there.");

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String description() {
        return "ten times as many requests of all kinds as can be served, then half as many";
    }

    @Override
    public Result run(TestBed testBed) throws InterruptedException {
        OverloadCells peak = new OverloadCells("at the peak");
        OverloadCells flooded = new OverloadCells("at ten times the peak");
        OverloadCells afterwards = new OverloadCells("at half the peak, afterwards");
        List<String> broken = new ArrayList<>();
        testBed.progress().expect(3 * testBed.options().rounds());
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            broken.addAll(new OverloadRound(testBed, peak, flooded, afterwards).run(round));
        }
        List<Cell> cells = Stream.of(peak, flooded, afterwards).flatMap(setting -> setting.inOrder().stream()).toList();
        return new Result(cells, List.of(OverloadCells.OFFERED, OverloadCells.SENT, OverloadCells.GOODPUT, "refusals", "p50", "p99",
                Probe.PROCESSOR_TIME), comparisons(peak, flooded, afterwards), plots(flooded, afterwards), NOTES, broken);
    }

    private static List<Comparison> comparisons(OverloadCells peak, OverloadCells flooded, OverloadCells afterwards) {
        List<Comparison> comparisons = new ArrayList<>();
        flooded.all().ratio(peak.all(), OverloadCells.GOODPUT)
                .ifPresent(ratio -> comparisons.add(new Comparison("Goodput at ten times the peak ÷ at the peak", ratio)));
        for (Crowd.Kind kind : Crowd.Kind.values()) {
            flooded.cell(kind).ratio(peak.cell(kind), OverloadCells.GOODPUT).ifPresent(ratio ->
                    comparisons.add(new Comparison("  the same of %s".formatted(peak.cell(kind).system()), ratio)));
        }
        afterwards.all().spread(OverloadRound.RECOVERY)
                .ifPresent(seconds -> comparisons.add(new Comparison("Seconds until it is as before", seconds)));
        return comparisons;
    }

    private static List<Plot> plots(OverloadCells flooded, OverloadCells afterwards) {
        return Stream.of(flooded, afterwards).map(setting -> Plots.latencies("Latency over time, %s, last round"
                .formatted(setting.all().setting()), Stream.of(Crowd.Kind.values()).map(setting::cell).toList())).toList();
    }
}
