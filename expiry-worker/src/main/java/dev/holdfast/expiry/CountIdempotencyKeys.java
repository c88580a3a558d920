package dev.holdfast.expiry;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Counts the idempotency keys of each caller, so that the API can refuse new ones of a caller who has too many. Requests count nothing
 * themselves: a counter would be one more row that all of them wait for.
 *
 * <ol>
 * <li>Delete the counts of before, since a caller without keys is not counted.
 * <li>Read all keys, along an index and without locks, and insert the counts; commit. Until then the API reads those of before.
 * </ol>
 *
 * <p>Races. A worker that was paused past its lock, against the next one: the second waits for the counts of the first, and overwrites
 * them.
 */
final class CountIdempotencyKeys {

    private static final String FORGET = """
            DELETE FROM idempotency_caller""";

    // By force, because the primary key, which begins with the caller, has all the answers beside it and is many times as long.
    private static final String COUNT = """
            INSERT INTO idempotency_caller (caller, keys_kept, counted_at)
            SELECT caller, COUNT(*), NOW(6) FROM idempotency_key FORCE INDEX (idempotency_key_created_at) GROUP BY caller
            ON DUPLICATE KEY UPDATE keys_kept = VALUES(keys_kept), counted_at = VALUES(counted_at)""";

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    CountIdempotencyKeys(JdbcClient jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void countOnce() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(FORGET).update();
            jdbc.sql(COUNT).update();
        });
    }
}
