package dev.holdfast.checkout;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A shop in its sale: 1,000,000 holds, four in five of one product, the others of a hundred out of 999. 10,000 of them are active, 2,000 of these
 * stale; half of the active ones have an order, and 100,000 others are paid, each with an idempotency key. For speed their ids rise in the order of the inserts, and
 * nothing of it is in the binlog.
 */
final class MillionHolds {

    /** One customer may have {@value #LIMIT} units of it. */
    static final long HOT = 1;
    static final int LIMIT = 50;

    /** Has no units but those of its stale holds. */
    static final long SOLD_OUT = 2;

    private static final List<String> FILL = List.of("""
            SET SESSION sql_log_bin = 0""", """
            INSERT INTO product (id, name, price, currency, max_per_customer)
            WITH RECURSIVE number AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM number WHERE n < 1000)
            SELECT n, 'Product', 19.99, 'EUR', CASE WHEN n = 1 THEN 50 END FROM number""", """
            INSERT INTO stock (product_id, total, available, version)
            SELECT id, 100000000, CASE WHEN id = 2 THEN 0 ELSE 1000000 END, 1 FROM product""", """
            INSERT INTO hold (id, product_id, customer_id, quantity, status, created_at, expires_at, due_at, version)
            WITH RECURSIVE number AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM number WHERE n < 999),
            thousand AS (SELECT n, 2 + n % 100 AS cold_product, NOW(6) + INTERVAL CASE WHEN n < 200 THEN n - 3600 ELSE n END SECOND
                                AS expires_at FROM number),
            kind AS (SELECT n, n < 800 AS hot, CASE WHEN n % 200 = 0 THEN 'reserved' WHEN n % 200 = 1 THEN 'attached'
                                                    WHEN n % 10 = 7 THEN 'consumed' WHEN n % 10 = 9 THEN 'released'
                                                    ELSE 'expired' END AS status FROM number)
            SELECT 1024 * (1000 * thousand.n + kind.n + 1), CASE WHEN hot THEN 1 ELSE cold_product END,
                   CONCAT('customer ', 1000 * (thousand.n % 100) + kind.n), 1, status, NOW(6), expires_at,
                   CASE WHEN status IN ('reserved', 'attached') THEN expires_at END, 2
            FROM thousand STRAIGHT_JOIN kind""", """
            INSERT INTO orders (id, hold_id, product_id, customer_id, quantity, unit_price, total, currency, status,
                                created_at, expires_at, version)
            SELECT id, id, product_id, customer_id, quantity, 19.99, 19.99, 'EUR',
                   CASE status WHEN 'attached' THEN 'pending' ELSE 'paid' END, created_at, expires_at, 2
            FROM hold WHERE status IN ('attached', 'consumed')""", """
            INSERT INTO payment (idempotency_key, order_id, status, fingerprint, outcome, order_status, event_key, received_at, version)
            SELECT CONCAT('of ', id), id, 'success', REPEAT('f', 32), 'paid', 'paid', hold_id, created_at, 1
            FROM orders WHERE status = 'paid'""", """
            INSERT INTO idempotency_key (caller, route, idempotency_key, fingerprint, answer_status, answer_headers, answer_body,
                                         created_at)
            SELECT 'somebody', 'POST /somewhere', CONCAT('of ', id), REPEAT('f', 32), 201, 'Location:/', '{}', created_at
            FROM orders WHERE status = 'paid'""", """
            INSERT INTO customer_allocation (product_id, customer_id, units)
            SELECT product_id, customer_id, COUNT(*) FROM hold WHERE status IN ('reserved', 'attached', 'consumed')
            GROUP BY product_id, customer_id""", """
            INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at)
            SELECT id DIV 2048 % 4, UUID(), 'orders', hold_id, 'dev.holdfast.order.created.v1', id, REPEAT(' ', 250), created_at
            FROM orders LIMIT 6000""", """
            ANALYZE TABLE product, stock, hold, orders, payment, idempotency_key, customer_allocation, outbox""");

    private MillionHolds() {
    }

    static void fill(DataSource database) throws SQLException {
        try (Connection session = database.getConnection(); Statement statement = session.createStatement()) {
            for (String sql : FILL) {
                statement.execute(sql);
            }
        }
    }
}
