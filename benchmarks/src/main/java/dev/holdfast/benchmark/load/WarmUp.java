package dev.holdfast.benchmark.load;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Waits until the rate of answers rises no more. A JVM under load becomes faster for a minute or two, while its compiler works; what
 * waits for a database is as fast as it will be at once. A fixed time would either measure the compiler or waste minutes.
 */
public final class WarmUp {

    private static final Duration LOOK = Duration.ofSeconds(10);
    /** So many looks in a row without a rise: one could be an accident of a machine that is not alone. */
    private static final int LEVEL_LOOKS = 3;
    private static final double RISE = 1.05;

    private double best;
    private int level;

    /** Has seen nothing yet. */
    WarmUp() {
    }

    /**
     * @param most  waits no longer than that, whether the rate still rises or not
     * @param loads all that is sent to the system
     */
    public static void await(Duration most, RunningLoad... loads) throws InterruptedException {
        WarmUp warmUp = new WarmUp();
        long end = System.nanoTime() + most.toNanos();
        long answers = answers(loads);
        for (long left = most.toNanos(); left > 0 && !warmUp.isLevel(); left = end - System.nanoTime()) {
            long begun = System.nanoTime();
            Thread.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
            long now = answers(loads);
            warmUp.sees((now - answers) / (double) (System.nanoTime() - begun));
            answers = now;
        }
    }

    private static long answers(RunningLoad... loads) {
        return Stream.of(loads).mapToLong(RunningLoad::answers).sum();
    }

    void sees(double rate) {
        level = rate > best * RISE ? 0 : level + 1;
        best = Math.max(best, rate);
    }

    boolean isLevel() {
        return level >= LEVEL_LOOKS;
    }
}
