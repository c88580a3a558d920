package dev.holdfast.changelog;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The promises that must hold at every commit, checked by SQL of its own on the tables as they are published. It shares no code
 * with what it checks.
 *
 * <p>Each query below finds the rows that break its promise, and describes them.
 */
public final class Invariants {

    /** I1: no oversell. Units in unswept active holds and units sold, together with the available ones, are all there are. */
    private static final String UNITS_ADD_UP = """
            SELECT CONCAT('I1 product ', s.product_id, ': ', s.available, ' available + ', COALESCE(h.held, 0), ' held + ',
                          COALESCE(h.sold, 0), ' sold <> ', s.total)
            FROM stock s
            LEFT JOIN (SELECT product_id,
                              SUM(CASE WHEN status IN ('reserved', 'attached') THEN quantity ELSE 0 END) AS held,
                              SUM(CASE WHEN status = 'consumed' THEN quantity ELSE 0 END) AS sold
                       FROM hold GROUP BY product_id) h ON h.product_id = s.product_id
            WHERE s.available < 0 OR s.available + COALESCE(h.held, 0) + COALESCE(h.sold, 0) <> s.total""";

    /** I2, I3: an order and its hold are always in states that belong together; a paid order has its units. */
    private static final String ORDER_FITS_HOLD = """
            SELECT CONCAT('I2 order ', o.id, ' is ', o.status, ' but hold ', h.id, ' is ', h.status)
            FROM orders o JOIN hold h ON h.id = o.hold_id
            WHERE NOT (o.status = 'pending' AND h.status = 'attached'
                    OR o.status = 'paid' AND h.status = 'consumed'
                    OR o.status = 'cancelled' AND h.status = 'released'
                    OR o.status = 'expired' AND h.status = 'expired'
                    OR o.status = 'refund_required' AND h.status IN ('released', 'expired'))
               OR o.quantity <> h.quantity OR o.product_id <> h.product_id""";

    private static final String HOLD_WITHOUT_ITS_ORDER = """
            SELECT CONCAT('I2 hold ', h.id, ' is ', h.status, ' without an order')
            FROM hold h LEFT JOIN orders o ON o.hold_id = h.id
            WHERE o.id IS NULL AND h.status IN ('attached', 'consumed')""";

    /** I9: an order is paid by exactly one success, and every success is accounted for. One of another amount never changed its order. */
    private static final String MONEY_ADDS_UP = """
            SELECT CONCAT('I9 order ', o.id, ' is ', o.status, ' with ', COUNT(CASE WHEN p.outcome = 'paid' THEN 1 END), ' payments and ',
                          COUNT(CASE WHEN p.outcome = 'refund_required' AND p.fits THEN 1 END), ' late ones')
            FROM orders o
            LEFT JOIN (SELECT p.order_id, p.outcome, COALESCE(p.amount = o.total, TRUE) AND COALESCE(p.currency = o.currency, TRUE) AS fits
                       FROM payment p JOIN orders o ON o.id = p.order_id) p ON p.order_id = o.id
            GROUP BY o.id, o.status
            HAVING COUNT(CASE WHEN p.outcome = 'paid' THEN 1 END) <> CASE WHEN o.status = 'paid' THEN 1 ELSE 0 END
                OR COUNT(CASE WHEN p.outcome = 'refund_required' AND p.fits THEN 1 END)
                    <> CASE WHEN o.status = 'refund_required' THEN 1 ELSE 0 END""";

    private static final String PAID_WITH_ANOTHER_AMOUNT = """
            SELECT CONCAT('I9 payment ', p.idempotency_key, ' of ', COALESCE(p.amount, '?'), ' ', COALESCE(p.currency, '?'),
                          ' is ', p.outcome, ' for order ', o.id, ' of ', o.total, ' ', o.currency)
            FROM payment p JOIN orders o ON o.id = p.order_id
            WHERE p.outcome IN ('paid', 'duplicate_charge') AND (p.amount <> o.total OR p.currency <> o.currency)""";

    private static final String SUCCESS_DROPPED = """
            SELECT CONCAT('I9 payment ', p.idempotency_key, ' is a ', p.status, ' but its outcome is ', COALESCE(p.outcome, 'none'))
            FROM payment p
            WHERE p.outcome IS NULL
               OR (p.status = 'success') <> (p.outcome IN ('paid', 'refund_required', 'duplicate_charge', 'unmatched'))
                  AND p.outcome <> 'unmatched'""";

    /** Per customer: what the limit counts is what the holds say. */
    private static final String ALLOCATION_FITS_HOLDS = """
            SELECT CONCAT('allocation of ', h.customer_id, ' on product ', h.product_id, ' is not ', h.units)
            FROM (SELECT product_id, customer_id,
                         SUM(CASE WHEN status IN ('reserved', 'attached', 'consumed') THEN quantity ELSE 0 END) AS units
                  FROM hold WHERE customer_id IS NOT NULL GROUP BY product_id, customer_id) h
            LEFT JOIN customer_allocation a ON a.product_id = h.product_id AND a.customer_id = h.customer_id
            WHERE COALESCE(a.units, -1) <> h.units""";

    /** I6: the versions of each aggregate run 1, 2, 3 … in the order of the outbox, up to the version of the row. */
    private static final String VERSIONS_HAVE_GAPS = """
            SELECT CONCAT('I6 ', aggregatetype, ' ', subject, ': version ', version, ' at place ', place)
            FROM (SELECT aggregatetype, subject, CAST(JSON_VALUE(CONVERT(payload USING utf8mb4), '$.version') AS UNSIGNED) AS version,
                         ROW_NUMBER() OVER (PARTITION BY aggregatetype, subject ORDER BY id) AS place
                  FROM outbox) e
            WHERE version <> place""";

    private static final String EVENTS_ARE_MISSING = """
            SELECT CONCAT('I6 ', r.aggregatetype, ' ', r.subject, ' is at version ', r.version, ' with ', COUNT(e.id), ' events')
            FROM (SELECT 'holds' AS aggregatetype, CAST(id AS CHAR) AS subject, version FROM hold
                  UNION ALL SELECT 'orders', CAST(id AS CHAR), version FROM orders
                  UNION ALL SELECT 'payments', CONVERT(idempotency_key USING utf8mb4) COLLATE utf8mb4_bin, version FROM payment
                  UNION ALL SELECT 'stock', CAST(product_id AS CHAR), version FROM stock) r
            LEFT JOIN outbox e ON e.aggregatetype = r.aggregatetype AND e.subject = CONVERT(r.subject USING ascii)
            GROUP BY r.aggregatetype, r.subject, r.version
            HAVING COUNT(e.id) <> r.version""";

    /** I4: what the events say was given back and taken is what the stock's events say changed. */
    private static final String STOCK_EVENTS_DISAGREE = """
            SELECT CONCAT('I4 product ', s.product_id, ': ', s.available, ' available, but the events of the holds say ',
                          s.total - COALESCE(m.taken, 0))
            FROM stock s
            LEFT JOIN (SELECT CAST(JSON_VALUE(CONVERT(payload USING utf8mb4), '$.product_id') AS UNSIGNED) AS product_id,
                              SUM(CAST(JSON_VALUE(CONVERT(payload USING utf8mb4), '$.quantity') AS SIGNED) * CASE
                                  WHEN type LIKE '%.hold.created.v1' THEN 1
                                  WHEN type LIKE '%.hold.released.v1' OR type LIKE '%.hold.expired.v1' THEN -1
                                  WHEN type LIKE '%.hold.consumed.v1' AND was_ended = 1 THEN 1
                                  ELSE 0 END) AS taken
                       FROM (SELECT o.*, CASE WHEN LAG(type) OVER (PARTITION BY subject ORDER BY id) LIKE '%.hold.attached.v1'
                                              THEN 0 ELSE 1 END AS was_ended
                             FROM outbox o WHERE aggregatetype = 'holds') e
                       GROUP BY CAST(JSON_VALUE(CONVERT(payload USING utf8mb4), '$.product_id') AS UNSIGNED)) m ON m.product_id = s.product_id
            WHERE s.available <> s.total - COALESCE(m.taken, 0)""";

    private static final List<String> OF_THE_STATE = List.of(UNITS_ADD_UP, ORDER_FITS_HOLD, HOLD_WITHOUT_ITS_ORDER, MONEY_ADDS_UP,
            PAID_WITH_ANOTHER_AMOUNT, SUCCESS_DROPPED, ALLOCATION_FITS_HOLDS);

    private static final List<String> OF_THE_EVENTS = List.of(VERSIONS_HAVE_GAPS, EVENTS_ARE_MISSING, STOCK_EVENTS_DISAGREE);

    private Invariants() {
    }

    /** @return what is wrong with the state, each line an invariant and the ids that break it; empty when all is well */
    public static List<String> brokenBy(DataSource database) {
        return run(database, OF_THE_STATE);
    }

    /** The same with the history: only where no relay has taken events out of the outbox. */
    public static List<String> brokenWithHistoryBy(DataSource database) {
        List<String> broken = new ArrayList<>(run(database, OF_THE_STATE));
        broken.addAll(run(database, OF_THE_EVENTS));
        return broken;
    }

    private static List<String> run(DataSource database, List<String> queries) {
        JdbcClient jdbc = JdbcClient.create(database);
        return queries.stream().flatMap(query -> jdbc.sql(query).query((row, n) -> row.getString(1)).list().stream()).toList();
    }
}
