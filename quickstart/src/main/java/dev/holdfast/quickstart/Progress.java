package dev.holdfast.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells the user what is going on, a line a step. */
final class Progress {

    private final PrintStream out;
    private final long start = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Announces a step, does it, and tells how long it took. */
    <T> T step(String what, Supplier<T> work) {
        long begin = System.nanoTime();
        say("  %s ...", what);
        T result = work.get();
        say("  %s is up after %.1f s", what, seconds(System.nanoTime() - begin));
        return result;
    }

    /** @param arguments as for {@link String#format} */
    void say(String line, Object... arguments) {
        out.printf(line + "%n", arguments);
    }

    double secondsSinceStart() {
        return seconds(System.nanoTime() - start);
    }

    private static double seconds(long nanos) {
        return Duration.ofNanos(nanos).toMillis() / 1_000.0;
    }
}
