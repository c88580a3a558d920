package dev.holdfast.expiry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How stale holds are expired.
 *
 * @param interval  from the start of one sweep to the start of the next, 100 ms to 1 min
 * @param batchSize holds that one transaction expires at the most, all of one product, 1 to 5,000. Buyers of the product wait meanwhile
 * @param limit     when a sweep begins no further transaction, 100 ms to 5 min; what is left is for the next one
 * @param lease     how long the lock of a worker that died is left alone; at least 20 s longer than the limit, at most 10 min
 */
@ConfigurationProperties("holdfast.expiry.sweep")
record SweepProperties(
        @DefaultValue("1s") Duration interval,
        @DefaultValue("500") int batchSize,
        @DefaultValue("5s") Duration limit,
        @DefaultValue("30s") Duration lease) {

    SweepProperties {
        Bounds.check("holdfast.expiry.sweep.interval", interval, Duration.ofMillis(100), Duration.ofMinutes(1));
        Bounds.check("holdfast.expiry.sweep.batch-size", batchSize, 1, 5_000);
        Bounds.check("holdfast.expiry.sweep.limit", limit, Duration.ofMillis(100), Duration.ofMinutes(5));
        Bounds.check("holdfast.expiry.sweep.lease", lease, limit.plus(Bounds.LONGEST_BATCH), Duration.ofMinutes(10));
    }
}
