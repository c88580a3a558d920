package dev.holdfast.faults.campaign;

import java.io.PrintStream;
import java.time.Duration;

/** Tells the user what is going on, each line with the time since the begin. Many threads may call it. */
final class Telling {

    private final PrintStream out;
    private final long begun = System.nanoTime();

    Telling(PrintStream out) {
        this.out = out;
    }

    void say(String format, Object... arguments) {
        long seconds = passed().toSeconds();
        out.printf("%3d:%02d %s%n", seconds / 60, seconds % 60, format.formatted(arguments));
    }

    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    PrintStream out() {
        return out;
    }
}
