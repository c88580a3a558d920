package dev.holdfast.benchmark.expiry;

import dev.holdfast.benchmark.report.Cell;
import dev.holdfast.benchmark.report.Comparison;
import dev.holdfast.benchmark.report.Plot;
import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.sale.Plots;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.TestBed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Very many holds of one product are stale when the worker comes, while another product is sold. */
public final class ExpiryBenchmark implements Benchmark {

    private static final List<String> NOTES = List.of(
            "All stale holds are reserved ones of one product. The other product is sold at a fixed rate, first without a worker, then "
                    + "while it sweeps; its latencies count from the time at which each request was meant to start.",
            "The time until all are swept counts from the start of the worker's process, so that it includes the start of a JVM.",
            "The outbox relay runs, and publishes an event for each hold that is expired.");

    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public String description() {
        return "a million stale holds of one product are swept while another one sells";
    }

    private static final String OF_THE_OTHER = "%s of the other product, during the sweep ÷ before";

    @Override
    public Result run(TestBed testBed) throws InterruptedException {
        ExpiryCells cells = new ExpiryCells(testBed.options().pick(2_000, 1_000_000, 1_000_000), testBed.options().pick(50, 1_000, 1_000));
        List<String> broken = new ArrayList<>();
        testBed.progress().expect(testBed.options().rounds());
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            broken.addAll(new ExpiryRound(testBed, cells).run(round));
        }
        List<Comparison> comparisons = Stream.of("holds", "p99").flatMap(figure -> cells.during().ratio(cells.before(), figure)
                .map(ratio -> new Comparison(OF_THE_OTHER.formatted(figure), ratio)).stream()).toList();
        List<Plot> plots = List.of(Plots.latencies("Latency of the other product over time, last round",
                List.of(cells.before(), cells.during())));
        return new Result(List.of(cells.sweep(), cells.before(), cells.during()),
                List.of(ExpiryRound.SWEPT, "expired", "holds", "p50", "p99"), comparisons, plots, NOTES, broken);
    }
}
