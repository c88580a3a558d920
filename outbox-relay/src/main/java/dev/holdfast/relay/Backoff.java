package dev.holdfast.relay;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after the first, second, third … failure in a row: doubling up to an end, and never in step with others. */
final class Backoff {

    private final Duration shortest;
    private final Duration longest;
    private Duration limit;

    /** @param shortest longer than zero, at most {@code longest} */
    Backoff(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.limit = shortest;
    }

    /** @return between half of the current limit and all of it; the limit doubles each time, up to the longest wait */
    Duration next() {
        long current = limit.toNanos();
        limit = Duration.ofNanos(Math.min(current * 2, longest.toNanos()));
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(current / 2, current + 1));
    }

    void reset() {
        limit = shortest;
    }
}
