package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.testbed.Options;
import java.time.Duration;

/**
 * What every contender has to do.
 *
 * @param rows       events that wait when it starts
 * @param keys       different keys, which the events take in turn
 * @param drainLimit after which a drain that is not done is cut off, and its rate taken from what it has done
 * @param rate       events a second, each written in a transaction of its own
 * @param warmUp     for which events are written at that rate before they count
 * @param measured   for which they count
 */
record Workload(int rows, int keys, Duration drainLimit, int rate, Duration warmUp, Duration measured) {

    private static final int MEASURED_AT_LEAST = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    static Workload of(Options options) {
        return options.quick()
                ? new Workload(2_000, 500, Duration.ofMinutes(1), 200, options.warmUp(), Duration.ofSeconds(3))
                : new Workload(300_000, 50_000, Duration.ofSeconds(options.full() ? 3_600 : 60), 1_000, WARM_UP,
                        Duration.ofSeconds(Math.max(MEASURED_AT_LEAST, options.measured().toSeconds())));
    }

    Duration published() {
        return warmUp.plus(measured);
    }

    /** @return the first event that counts */
    int firstMeasured() {
        return Math.toIntExact(warmUp.toSeconds() * rate);
    }

    int events() {
        return Math.toIntExact(published().toSeconds() * rate);
    }
}
