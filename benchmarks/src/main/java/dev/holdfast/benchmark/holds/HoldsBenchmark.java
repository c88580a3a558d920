package dev.holdfast.benchmark.holds;

import dev.holdfast.benchmark.report.Result;
import dev.holdfast.benchmark.testbed.Benchmark;
import dev.holdfast.benchmark.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One hot product: how many holds a second, against two other ways to do it. */
public final class HoldsBenchmark implements Benchmark {

    @Override
    public String name() {
        return "holds";
    }

    @Override
    public String description() {
        return "holds on one hot product, against the original's algorithm and a counter under a lock";
    }

    @Override
    public Result run(TestBed testBed) throws InterruptedException {
        return new HoldsRun(testBed, HoldsMatrix.of(testBed.options())).run();
    }

    @Override
    public void writeExtras(Result result, Path directory) throws IOException {
        Files.writeString(directory.resolve("holds.svg"), HoldsPicture.of(result));
    }
}
