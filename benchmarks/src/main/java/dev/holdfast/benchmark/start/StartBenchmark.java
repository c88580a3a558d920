package dev.holdfast.benchmark.start;

import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.TestBed;
import java.time.Duration;

/** How long the API takes from the launch of its process until it serves, and its memory, idle and under load. */
public final class StartBenchmark implements Benchmark {

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String description() {
        return "time until the API is ready, with and without an AOT cache, and its memory, idle and under load";
    }

    @Override
    public Result run(TestBed testBed) throws InterruptedException {
        ApiFiles files = ApiFiles.prepare(testBed);
        Sale sale = Sale.create(testBed);
        sale.add(Sale.HOT, Sale.PLENTY, 0, Duration.ZERO, testBed);
        return new StartRun(testBed, files, sale).run();
    }
}
