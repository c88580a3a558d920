package dev.holdfast.benchmark.soldout;

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

/** Refusals of a product that is sold out, and what they do to the sale of another one. */
public final class SoldOutBenchmark implements Benchmark {

    private static final List<String> NOTES = List.of(
            "All units of one product are held. Its clients ask again as soon as they are refused, so the latencies of refusals are those "
                    + "at the highest throughput.",
            "The other product is sold at a fixed rate: its latencies count from the time at which each request was meant to start.",
            "The outbox relay runs. Processor time is that of all processes but the load generator, divided by all answers of that time.");

    @Override
    public String name() {
        return "sold-out";
    }

    @Override
    public String description() {
        return "refusals of a sold-out product, and the sale of another one with and without them";
    }

    @Override
    public Result run(TestBed testBed) throws InterruptedException {
        SoldOutCells cells = new SoldOutCells(testBed.options().pick(16, 256, 256), testBed.options().pick(50, 500, 500));
        List<String> broken = new ArrayList<>();
        testBed.progress().expect(2 * testBed.options().rounds());
        for (int round = 1; round <= testBed.options().rounds(); round++) {
            broken.addAll(new SoldOutRound(testBed, cells).run(round));
        }
        List<Comparison> comparisons = cells.beside().ratio(cells.alone(), "p99").stream()
                .map(ratio -> new Comparison("p99 of the other product's holds, with refusals ÷ without", ratio)).toList();
        List<Plot> plots = List.of(Plots.latencies("Latency of the other product over time, last round",
                List.of(cells.alone(), cells.beside())));
        return new Result(Stream.of(cells.refused(), cells.alone(), cells.beside()).toList(),
                List.of("refusals", "holds", "p50", "p99", Probe.PROCESSOR_TIME), comparisons, plots, NOTES, broken);
    }
}
