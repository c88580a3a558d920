package dev.holdfast.checkout.order;

import static dev.holdfast.checkout.transaction.DatabaseClock.column;
import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import dev.holdfast.checkout.product.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code orders}. */
public final class OrderTable {

    // The driver joins a batch into one multi-row INSERT (rewriteBatchedStatements).
    private static final String INSERT = """
            INSERT INTO orders (id, hold_id, product_id, customer_id, quantity, unit_price, total, currency, status,
                                created_at, expires_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String FIND = """
            SELECT id, hold_id, product_id, customer_id, quantity, unit_price, total, currency, status,
                   created_at, expires_at, version, NOW(6) AS now
            FROM orders WHERE id = :id""";

    private static final String READ = """
            SELECT id, hold_id, product_id, customer_id, quantity, unit_price, total, currency, status, created_at, expires_at, version
            FROM orders WHERE id IN (:ids)""";

    // Whoever locks an order has locked its hold before, so the order in which these rows are met cannot deadlock. By force, because a
    // scan, which an optimizer prefers while the table is small, would wait for rows that nobody asked for.
    private static final String LOCK_BY_HOLDS = """
            SELECT id, hold_id, product_id, customer_id, quantity, unit_price, total, currency, status, created_at, expires_at, version
            FROM orders FORCE INDEX (orders_one_per_hold) WHERE hold_id IN (:holds) ORDER BY hold_id FOR UPDATE""";

    private static final String LOCK_IDS = """
            SELECT id FROM orders FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE""";

    private static final String UPDATE = """
            UPDATE orders FORCE INDEX (PRIMARY)
            SET status = :to, version = version + :steps
            WHERE id IN (:ids) AND status = :from""";

    private final JdbcOperations batches;
    private final JdbcClient jdbc;

    public OrderTable(JdbcOperations batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /** Adds new orders with one statement. */
    public void insert(List<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        batches.batchUpdate(INSERT, orders, orders.size(), (insert, order) -> {
            insert.setLong(1, order.id());
            insert.setLong(2, order.holdId());
            insert.setLong(3, order.productId());
            insert.setString(4, order.customerId());
            insert.setInt(5, order.quantity());
            insert.setBigDecimal(6, order.unitPrice());
            insert.setBigDecimal(7, order.total());
            insert.setString(8, order.currency());
            insert.setString(9, order.status().label());
            insert.setObject(10, column(order.createdAt()));
            insert.setObject(11, column(order.expiresAt()));
            insert.setLong(12, order.version());
        });
    }

    /** @return the order as a buyer sees it now: a pending one has expired with its hold, swept or not */
    public Optional<Order> find(long id) {
        return jdbc.sql(FIND).param("id", id)
                .query((row, n) -> order(row, n).seenAt(instant(row.getObject("now", LocalDateTime.class)))).optional();
    }

    /** @return those of the orders that exist, without a lock: of what it reads, only status and version can change */
    public List<Order> read(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : jdbc.sql(READ).param("ids", ids).query(OrderTable::order).list();
    }

    /** Locks the orders of holds that this transaction has locked. Holds without an order are left out. */
    public List<Order> lockByHolds(Collection<Long> holds) {
        return holds.isEmpty() ? List.of() : jdbc.sql(LOCK_BY_HOLDS).param("holds", holds).query(OrderTable::order).list();
    }

    /** @return whether any of the orders exists, after every transaction that might be inserting one has ended */
    public boolean anyCommitted(Collection<Long> ids) {
        return !ids.isEmpty() && !jdbc.sql(LOCK_IDS).param("ids", ids).query((row, n) -> row.getLong("id")).list().isEmpty();
    }

    /**
     * Moves orders that this transaction has locked.
     *
     * @param steps by how much their versions rise
     * @throws IllegalStateException if one of them is not in {@code from}: the lock did not hold
     */
    public void update(Collection<Long> ids, OrderStatus from, OrderStatus to, long steps) {
        int rows = jdbc.sql(UPDATE).param("ids", ids).param("from", from.label()).param("to", to.label()).param("steps", steps).update();
        if (rows != ids.size()) {
            throw new IllegalStateException("%d of the orders %s changed under their lock".formatted(ids.size() - rows, ids));
        }
    }

    private static Order order(ResultSet row, int n) throws SQLException {
        return new Order(row.getLong("id"), row.getLong("hold_id"), row.getLong("product_id"), row.getString("customer_id"),
                row.getInt("quantity"), Money.readable(row.getBigDecimal("unit_price")), Money.readable(row.getBigDecimal("total")),
                row.getString("currency"),
                OrderStatus.of(row.getString("status")),
                instant(row.getObject("created_at", LocalDateTime.class)),
                instant(row.getObject("expires_at", LocalDateTime.class)),
                row.getLong("version"));
    }
}
