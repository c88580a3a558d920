package dev.holdfast.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets the stored answers of requests that nobody will repeat any more.
 *
 * <p>Races. A request that repeats its key at this very moment: whoever locks the row first. If the request comes second, its key
 * is new and the request is carried out anew, which is what the end of the retention means.
 */
final class ForgetIdempotencyKeys {

    // A transaction each, and small, because a request with the same key waits for it. Oldest first, along the index.
    private static final String DELETE = """
            DELETE FROM idempotency_key
            WHERE created_at < NOW(6) - INTERVAL :retention MICROSECOND
            ORDER BY created_at LIMIT :limit""";

    private final JdbcClient jdbc;
    private final IdempotencyKeyProperties properties;
    private final Counter forgotten;

    ForgetIdempotencyKeys(JdbcClient jdbc, IdempotencyKeyProperties properties, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.forgotten = Counter.builder("holdfast.expiry.idempotency.keys")
                .description("Idempotency keys that this worker has forgotten").register(meters);
    }

    /**
     * Deletes, batch by batch, what is older than the retention by the database's clock, until nothing is left or the time is up.
     *
     * @return how many were deleted
     */
    int forgetOnce() {
        TimeLimit limit = TimeLimit.startingNow(properties.limit());
        int deleted = 0;
        int batch;
        do {
            batch = jdbc.sql(DELETE).param("retention", TimeUnit.MICROSECONDS.convert(properties.retention()))
                    .param("limit", properties.batchSize()).update();
            forgotten.increment(batch);
            deleted += batch;
        } while (batch == properties.batchSize() && !limit.isReached());
        return deleted;
    }
}
