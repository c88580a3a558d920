package dev.holdfast.expiry;

import java.time.Duration;

/** By this machine's monotonic clock, which decides nothing but how long a job goes on. */
record TimeLimit(long startNanos, long lengthNanos) {

    static TimeLimit startingNow(Duration length) {
        return new TimeLimit(System.nanoTime(), length.toNanos());
    }

    boolean isReached() {
        return System.nanoTime() - startNanos >= lengthNanos;
    }
}
