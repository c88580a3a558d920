package dev.holdfast.benchmark.testbed;

import dev.holdfast.benchmark.report.Numbers;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells the user what is going on, a line a step, and how long it will still take. */
public final class Progress {

    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private int cells;
    private int done;

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println(line);
    }

    /** @param all measurements of this benchmark, each round counted */
    public void expect(int all) {
        cells = all;
        done = 0;
    }

    /**
     * Waits, and tells every few seconds how it goes.
     *
     * @param answers so far
     */
    public void watch(Duration duration, LongSupplier answers) throws InterruptedException {
        long begin = System.nanoTime();
        long before = answers.getAsLong();
        for (Duration left = duration; left.isPositive(); left = duration.minusNanos(System.nanoTime() - begin)) {
            Thread.sleep(left.compareTo(TELL_EVERY) < 0 ? left : TELL_EVERY);
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            if (seconds < duration.toMillis() / MILLIS_PER_SECOND) {
                say("    %s answers/s so far".formatted(Numbers.show((answers.getAsLong() - before) / seconds)));
            }
        }
    }

    /** Tells that one of them is over. */
    public void measured(String what, double perSecond, String unit) {
        done++;
        Duration spent = Duration.ofNanos(System.nanoTime() - begin);
        Duration left = spent.multipliedBy(Math.max(0, cells - done)).dividedBy(done);
        say("  [%d/%d] %s: %s %s, about %s left".formatted(done, cells, what, Numbers.show(perSecond), unit, show(left)));
    }

    private static String show(Duration duration) {
        return duration.toSeconds() < 100 ? duration.toSeconds() + " s" : Math.ceilDiv(duration.toSeconds(), 60) + " min";
    }
}
