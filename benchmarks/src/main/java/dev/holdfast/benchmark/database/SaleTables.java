package dev.holdfast.benchmark.database;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings the tables into the state in which a sale is to be measured, by statements over whole sets. Works on MySQL and MariaDB. */
public final class SaleTables {

    /** Rows of one statement, so that no transaction is larger than the redo log. */
    private static final int STEP = 100_000;

    private static final String ADD_PRODUCT = """
            INSERT INTO product (id, name, price, currency) VALUES (:product, 'Benchmark product', 99.99, 'USD')""";

    private static final String ADD_STOCK = """
            INSERT INTO stock (product_id, total, available, version) VALUES (:product, :units, :units, 1)""";

    // The ids are those that the application would have given: a number, and the product's slot in the lowest ten bits.
    private static final String ADD_HOLDS = """
            INSERT INTO hold (id, product_id, customer_id, quantity, status, created_at, expires_at, due_at, version)
            WITH digit AS (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                           UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9),
                 number AS (SELECT :first + a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d AS n
                            FROM digit a, digit b, digit c, digit d, digit e)
            SELECT n * 1024 + MOD(:product, 1024), :product, NULL, 1, 'reserved', NOW(6),
                   NOW(6) + INTERVAL :dueMillis * 1000 + n MICROSECOND, NOW(6) + INTERVAL :dueMillis * 1000 + n MICROSECOND, 1
            FROM number WHERE n < :end ORDER BY n""";

    private static final String TAKE_UNITS = """
            UPDATE stock SET available = available - :units WHERE product_id = :product""";

    private static final String TAKE_IDS = """
            UPDATE id_block SET next_id = GREATEST(next_id, :next) WHERE name = 'hold'""";

    private static final String NEXT_ID = """
            SELECT next_id FROM id_block WHERE name = 'hold'""";

    private static final String ANALYZE = """
            ANALYZE TABLE hold""";

    private static final String COUNT_HOLDS = """
            SELECT COUNT(*) FROM hold WHERE id >= :first * 1024""";

    private static final String COUNT_OUTBOX = """
            SELECT COUNT(*) FROM outbox""";

    // Each change of a row is an event, and the row's version counts them. The stock's first one was written here, without an event.
    private static final String COUNT_EVENTS = """
            SELECT (SELECT COALESCE(SUM(version), 0) FROM hold) + (SELECT COALESCE(SUM(version), 0) FROM orders)
                 + (SELECT COALESCE(SUM(version), 0) FROM payment) + (SELECT COALESCE(SUM(version - 1), 0) FROM stock)""";

    private static final String COUNT_PAID = """
            SELECT COUNT(*) FROM orders WHERE status = 'paid'""";

    private static final String COUNT_ACTIVE = """
            SELECT COUNT(*) FROM hold WHERE product_id = :product AND status IN ('reserved', 'attached')""";

    private static final String EMPTY_HOLDS = """
            TRUNCATE TABLE hold""";

    private static final String REMOVE_HOLDS = """
            DELETE FROM hold WHERE id >= :first * 1024""";

    // Not TRUNCATE: ids would begin anew, and the relay knows by their ids which events it has published.
    private static final String EMPTY_OUTBOX = """
            DELETE FROM outbox""";

    // Changes nothing; but it has to wait for every transaction that has touched the table.
    private static final String AWAIT_TRANSACTIONS = """
            ALTER TABLE hold COMMENT = ''""";

    private static final String SET_AVAILABLE = """
            UPDATE stock
            SET available = total - (SELECT COALESCE(SUM(quantity), 0) FROM hold WHERE hold.product_id = stock.product_id
                                     AND status IN ('reserved', 'attached', 'consumed'))""";

    private final JdbcClient jdbc;

    public SaleTables(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** @param units for sale, all of them available */
    public void addProduct(long product, int units) {
        jdbc.sql(ADD_PRODUCT).param("product", product).update();
        jdbc.sql(ADD_STOCK).param("product", product).param("units", units).update();
    }

    /**
     * Adds reserved holds of one unit each, of buyers who are not known.
     *
     * @param due when the first of them expires, from now; negative for stale ones. They follow each other by a microsecond
     */
    public void addHolds(long product, int count, Duration due) {
        long first = nextId();
        for (long next = first; next < first + count; next += STEP) {
            long end = Math.min(first + count, next + STEP);
            jdbc.sql(ADD_HOLDS).param("product", product).param("first", next).param("end", end)
                    .param("dueMillis", due.toMillis()).update();
        }
        jdbc.sql(TAKE_UNITS).param("product", product).param("units", count).update();
        jdbc.sql(TAKE_IDS).param("next", first + count).update();
        jdbc.sql(ANALYZE).query((row, n) -> n).list();
    }

    /** @return the number of the next hold that an application started now may place: what is placed later has no lower one */
    public long nextId() {
        return jdbc.sql(NEXT_ID).query((row, n) -> row.getLong("next_id")).single();
    }

    /** Waits for the end of every transaction that places holds. Those of a process that was killed go on for a moment. */
    public void awaitTransactions() {
        jdbc.sql(AWAIT_TRANSACTIONS).update();
    }

    /** @return holds whose number is not below {@code first} */
    public long holdsFrom(long first) {
        return jdbc.sql(COUNT_HOLDS).param("first", first).query((row, n) -> row.getLong(1)).single();
    }

    /** @return events that are committed and not yet taken by a relay */
    public long outboxRows() {
        return jdbc.sql(COUNT_OUTBOX).query((row, n) -> row.getLong(1)).single();
    }

    /** @return events that there have to be of what was sold, when no hold was there from the beginning */
    public long events() {
        return jdbc.sql(COUNT_EVENTS).query((row, n) -> row.getLong(1)).single();
    }

    public long paidOrders() {
        return jdbc.sql(COUNT_PAID).query((row, n) -> row.getLong(1)).single();
    }

    /** @return holds of the product that have not ended, stale or not */
    public long activeHolds(long product) {
        return jdbc.sql(COUNT_ACTIVE).param("product", product).query((row, n) -> row.getLong(1)).single();
    }

    /** Takes back all holds whose number is not below {@code first}, and all events. To be called while no application runs. */
    public void forgetFrom(long first) {
        if (first <= 1) {
            jdbc.sql(EMPTY_HOLDS).update();
        } else {
            jdbc.sql(REMOVE_HOLDS).param("first", first).update();
        }
        jdbc.sql(EMPTY_OUTBOX).update();
        matchStock();
    }

    /** Writes into the stock rows what the holds say. For an algorithm that does not keep count there. */
    public void matchStock() {
        jdbc.sql(SET_AVAILABLE).update();
    }
}
