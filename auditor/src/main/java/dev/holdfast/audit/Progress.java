package dev.holdfast.audit;

import dev.holdfast.audit.database.ReadProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the user what is being done, and now and then how far it is. */
final class Progress implements ReadProgress {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    /** Asking the clock costs more than reading a row does. */
    private static final int LOOK_EVERY = 1 << 12;

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private long told = begin;

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String line, @Nullable Object... arguments) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - begin) / NANOS_PER_SECOND, line.formatted(arguments));
    }

    @Override
    public synchronized void read(String what, long count) {
        if (count % LOOK_EVERY == 0 && System.nanoTime() - told > TELL_EVERY.toNanos()) {
            told = System.nanoTime();
            say("%s so far: %s", what, String.format(Locale.ROOT, "%,d", count));
        }
    }
}
