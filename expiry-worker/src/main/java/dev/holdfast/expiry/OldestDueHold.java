package dev.holdfast.expiry;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the expiry is behind. */
final class OldestDueHold {

    // Grouped by the first column of the index (product_id, due_at, quantity), it is one look into the index a product,
    // however many holds there are; MIN(due_at) over all of them would read the whole index.
    private static final String MICROSECONDS_OVERDUE = """
            SELECT TIMESTAMPDIFF(MICROSECOND, MIN(oldest), NOW(6)) AS overdue
            FROM (SELECT MIN(due_at) AS oldest FROM hold WHERE due_at <= NOW(6) GROUP BY product_id) AS of_products""";

    private final JdbcClient jdbc;

    OldestDueHold(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return how long the longest overdue hold has been stale, by the database's clock; empty when no hold is */
    Optional<Duration> overdue() {
        return jdbc.sql(MICROSECONDS_OVERDUE)
                .query((row, n) -> Optional.ofNullable(row.getObject("overdue", Long.class)))
                .single().map(microseconds -> Duration.of(microseconds, ChronoUnit.MICROS));
    }
}
