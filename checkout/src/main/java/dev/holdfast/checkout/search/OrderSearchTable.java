package dev.holdfast.checkout.search;

import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.product.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code orders} as operators search it: backwards along its ids, or those of a customer. */
final class OrderSearchTable {

    private static final String FIND = """
            SELECT id, hold_id, product_id, customer_id, quantity, unit_price, total, currency,
                   CASE WHEN status = 'pending' AND expires_at <= NOW(6) THEN 'expired' ELSE status END AS seen_status,
                   created_at, expires_at, version
            FROM orders WHERE id = :id""";

    private static final String FIND_BY_HOLD = """
            SELECT id, hold_id, product_id, customer_id, quantity, unit_price, total, currency,
                   CASE WHEN status = 'pending' AND expires_at <= NOW(6) THEN 'expired' ELSE status END AS seen_status,
                   created_at, expires_at, version
            FROM orders WHERE hold_id = :hold""";

    private static final String FLOOR = """
            SELECT id FROM orders FORCE INDEX (PRIMARY) WHERE id < :before ORDER BY id DESC LIMIT 1 OFFSET :others""";

    private static final String FLOOR_OF_CUSTOMER = """
            SELECT id FROM orders FORCE INDEX (orders_customer)
            WHERE customer_id = :customer AND id < :before ORDER BY id DESC LIMIT 1 OFFSET :others""";

    private static final String SEARCH = """
            SELECT id, hold_id, product_id, customer_id, quantity, unit_price, total, currency,
                   CASE WHEN status = 'pending' AND expires_at <= NOW(6) THEN 'expired' ELSE status END AS seen_status,
                   created_at, expires_at, version
            FROM orders FORCE INDEX (PRIMARY)
            WHERE id < :before AND id >= :floor
              AND (:product IS NULL OR product_id = :product)
              AND (:customer IS NULL OR customer_id = :customer)
              AND (:status IS NULL OR CASE WHEN status = 'pending' AND expires_at <= NOW(6) THEN 'expired' ELSE status END = :status)
              AND (:from IS NULL OR created_at >= :from)
              AND (:to IS NULL OR created_at < :to)
            ORDER BY id DESC LIMIT :limit""";

    private static final String SEARCH_OF_CUSTOMER = """
            SELECT id, hold_id, product_id, customer_id, quantity, unit_price, total, currency,
                   CASE WHEN status = 'pending' AND expires_at <= NOW(6) THEN 'expired' ELSE status END AS seen_status,
                   created_at, expires_at, version
            FROM orders FORCE INDEX (orders_customer)
            WHERE customer_id = :customer AND id < :before AND id >= :floor
              AND (:product IS NULL OR product_id = :product)
              AND (:status IS NULL OR CASE WHEN status = 'pending' AND expires_at <= NOW(6) THEN 'expired' ELSE status END = :status)
              AND (:from IS NULL OR created_at >= :from)
              AND (:to IS NULL OR created_at < :to)
            ORDER BY id DESC LIMIT :limit""";

    private final JdbcClient jdbc;

    OrderSearchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Order> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(OrderSearchTable::order).optional();
    }

    Optional<Order> findByHold(long hold) {
        return jdbc.sql(FIND_BY_HOLD).param("hold", hold).query(OrderSearchTable::order).optional();
    }

    /** @return the id of the last row that a search from {@code before} on may look at; empty if there are fewer than {@code budget} */
    Optional<Long> floor(CheckoutFilter filter, long before, int budget) {
        JdbcClient.StatementSpec floor = filter.customerId() == null ? jdbc.sql(FLOOR)
                : jdbc.sql(FLOOR_OF_CUSTOMER).param("customer", filter.customerId());
        return floor.param("before", before).param("others", budget - 1).query((row, n) -> row.getLong("id")).optional();
    }

    /** @return from the ids below {@code before} down to {@code floor}, the highest first */
    List<Order> search(CheckoutFilter filter, long before, long floor, int limit) {
        return BackwardSearch.bind(jdbc.sql(filter.customerId() == null ? SEARCH : SEARCH_OF_CUSTOMER), filter, before, floor, limit)
                .query(OrderSearchTable::order).list();
    }

    private static Order order(ResultSet row, int n) throws SQLException {
        return new Order(row.getLong("id"), row.getLong("hold_id"), row.getLong("product_id"), row.getString("customer_id"),
                row.getInt("quantity"), Money.readable(row.getBigDecimal("unit_price")), Money.readable(row.getBigDecimal("total")),
                row.getString("currency"), OrderStatus.of(row.getString("seen_status")),
                instant(row.getObject("created_at", LocalDateTime.class)),
                instant(row.getObject("expires_at", LocalDateTime.class)),
                row.getLong("version"));
    }
}
