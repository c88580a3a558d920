package dev.holdfast.checkout.order;

import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code hold} and {@code orders}, read together and without a lock. */
public final class DueOrderTable {

    // Begins at the due holds of one product, of which there are few, and looks for their orders; never the other way round.
    private static final String DUE = """
            SELECT STRAIGHT_JOIN o.id, o.hold_id, o.product_id, o.created_at
            FROM hold h FORCE INDEX (hold_due) JOIN orders o FORCE INDEX (orders_one_per_hold) ON o.hold_id = h.id
            WHERE h.product_id = :product AND h.due_at <= NOW(6) AND h.due_at > NOW(6) - INTERVAL :grace MICROSECOND
              AND h.status = 'attached'
            ORDER BY h.due_at LIMIT :limit""";

    private final JdbcClient jdbc;

    public DueOrderTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return orders whose holds ran out less than {@code grace} ago, the longest overdue first */
    public List<DueOrder> due(long product, Duration grace, int limit) {
        return jdbc.sql(DUE).param("product", product).param("grace", TimeUnit.MICROSECONDS.convert(grace)).param("limit", limit)
                .query((row, n) -> new DueOrder(row.getLong("id"), row.getLong("hold_id"), row.getLong("product_id"),
                        instant(row.getObject("created_at", LocalDateTime.class)))).list();
    }
}
