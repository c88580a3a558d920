package dev.holdfast.expiry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the stored answers of requests are kept.
 *
 * @param retention how long a request can be repeated with its key and get the same answer, 1 min to 365 days
 * @param interval  from the start of one clean-up to the start of the next, 1 s to 1 day
 * @param batchSize rows that one transaction deletes at the most, 1 to 10,000
 * @param limit     when a clean-up begins no further transaction, 100 ms to 5 min; what is left is for the next one
 * @param lease     how long the lock of a worker that died is left alone; at least 20 s longer than the limit, at most 10 min
 */
@ConfigurationProperties("holdfast.expiry.idempotency-keys")
record IdempotencyKeyProperties(
        @DefaultValue("24h") Duration retention,
        @DefaultValue("1m") Duration interval,
        @DefaultValue("1000") int batchSize,
        @DefaultValue("10s") Duration limit,
        @DefaultValue("30s") Duration lease) {

    IdempotencyKeyProperties {
        Bounds.check("holdfast.expiry.idempotency-keys.retention", retention, Duration.ofMinutes(1), Duration.ofDays(365));
        Bounds.check("holdfast.expiry.idempotency-keys.interval", interval, Duration.ofSeconds(1), Duration.ofDays(1));
        Bounds.check("holdfast.expiry.idempotency-keys.batch-size", batchSize, 1, 10_000);
        Bounds.check("holdfast.expiry.idempotency-keys.limit", limit, Duration.ofMillis(100), Duration.ofMinutes(5));
        Bounds.check("holdfast.expiry.idempotency-keys.lease", lease, limit.plus(Bounds.LONGEST_BATCH), Duration.ofMinutes(10));
    }
}
