package dev.holdfast.benchmark.testbed;

import dev.holdfast.benchmark.report.Result;
import java.io.IOException;
import java.nio.file.Path;

/** Something that can be measured. */
public interface Benchmark {

    /** @return what the user types */
    String name();

    /** @return one line */
    String description();

    /** Measures. Wrong answers go to the test bed; what else is wrong, into the result. */
    Result run(TestBed testBed) throws InterruptedException;

    /** Writes what is particular to this benchmark beside its report. */
    default void writeExtras(Result result, Path directory) throws IOException {
    }
}
