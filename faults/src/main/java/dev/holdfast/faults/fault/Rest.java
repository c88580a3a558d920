package dev.holdfast.faults.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Waits of a fault. */
final class Rest {

    private static final int LOOK_AGAIN_MILLIS = 20;

    private Rest() {
    }

    static void between(Duration least, Duration most, RandomGenerator random) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(random.nextLong(least.toNanos(), most.toNanos()));
    }

    /** @return whether it came true within that time */
    static boolean until(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return true;
    }
}
