package dev.holdfast.checkout.search;

import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.hold.HoldStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code hold} as operators search it: backwards along its ids, since each further index would slow down every hold. */
final class HoldSearchTable {

    private static final String FIND = """
            SELECT id, product_id, customer_id, quantity, CASE WHEN due_at <= NOW(6) THEN 'expired' ELSE status END AS seen_status,
                   created_at, expires_at, version
            FROM hold WHERE id = :id""";

    // The last of the rows that the budget allows to look at.
    private static final String FLOOR = """
            SELECT id FROM hold FORCE INDEX (PRIMARY) WHERE id < :before ORDER BY id DESC LIMIT 1 OFFSET :others""";

    private static final String SEARCH = """
            SELECT id, product_id, customer_id, quantity, CASE WHEN due_at <= NOW(6) THEN 'expired' ELSE status END AS seen_status,
                   created_at, expires_at, version
            FROM hold FORCE INDEX (PRIMARY)
            WHERE id < :before AND id >= :floor
              AND (:product IS NULL OR product_id = :product)
              AND (:customer IS NULL OR customer_id = :customer)
              AND (:status IS NULL OR CASE WHEN due_at <= NOW(6) THEN 'expired' ELSE status END = :status)
              AND (:from IS NULL OR created_at >= :from)
              AND (:to IS NULL OR created_at < :to)
            ORDER BY id DESC LIMIT :limit""";

    private final JdbcClient jdbc;

    HoldSearchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Hold> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(HoldSearchTable::hold).optional();
    }

    /** @return the id of the last row that a search from {@code before} on may look at; empty if there are fewer than {@code budget} */
    Optional<Long> floor(long before, int budget) {
        return jdbc.sql(FLOOR).param("before", before).param("others", budget - 1).query((row, n) -> row.getLong("id")).optional();
    }

    /** @return from the ids below {@code before} down to {@code floor}, the highest first */
    List<Hold> search(CheckoutFilter filter, long before, long floor, int limit) {
        return BackwardSearch.bind(jdbc.sql(SEARCH), filter, before, floor, limit).query(HoldSearchTable::hold).list();
    }

    private static Hold hold(ResultSet row, int n) throws SQLException {
        return new Hold(row.getLong("id"), row.getLong("product_id"), row.getString("customer_id"), row.getInt("quantity"),
                HoldStatus.of(row.getString("seen_status")),
                instant(row.getObject("created_at", LocalDateTime.class)),
                instant(row.getObject("expires_at", LocalDateTime.class)),
                row.getLong("version"));
    }
}
