package dev.holdfast.faults.fault;

import dev.holdfast.faults.crash.Ambush;
import dev.holdfast.faults.crash.CrashPoint;
import dev.holdfast.faults.crash.Mishap;
import dev.holdfast.faults.fleet.Instance;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits for an application to come by the point where something lies in wait for it. */
final class Waylaying {

    /** A relay on a busy machine passes each point once a second, if it is not being disturbed by anything else. */
    private static final int LATEST_PASS = 10;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    /** From when the application is ready. The brokers or the database may just be away. */
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Until a process has surely heard that nothing lies in wait any more. */
    private static final Duration HEARD = Duration.ofMillis(500);

    private Waylaying() {
    }

    /**
     * Starts the application, if it does not run.
     *
     * @param time of {@link Mishap#HOLD}
     * @return whether it happened; if not, it will not happen later either
     */
    static boolean befalls(Instance instance, CrashPoint point, Mishap mishap, Duration time, RandomGenerator random)
            throws InterruptedException {
        Ambush ambush = instance.ambush();
        // A lane is fenced once, when it is taken over.
        ambush.lay(point, point == CrashPoint.RELAY_FENCED ? 1 : random.nextInt(1, LATEST_PASS), mishap, time);
        instance.start();
        boolean sprung = Rest.until(() -> ambush.isSprung() || instance.isReady(), START_LIMIT) && Rest.until(ambush::isSprung, LIMIT);
        ambush.lift();
        return sprung || Rest.until(ambush::isSprung, HEARD);
    }
}
