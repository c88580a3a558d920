package dev.holdfast.checkout.hold;

import static dev.holdfast.checkout.transaction.DatabaseClock.column;
import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code hold}. */
public final class HoldTable {

    // The driver joins a batch into one multi-row INSERT (rewriteBatchedStatements).
    private static final String INSERT = """
            INSERT INTO hold (id, product_id, customer_id, quantity, status, created_at, expires_at, due_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    // By primary key and rising id, so that no two transactions lock the same holds in different orders. By force, because a scan, which
    // an optimizer prefers while the table is small, would wait for rows that nobody asked for.
    private static final String LOCK = """
            SELECT id, product_id, customer_id, quantity, status, created_at, expires_at, version
            FROM hold FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE""";

    private static final String LOCK_IDS = """
            SELECT id FROM hold FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE""";

    private static final String FIND = """
            SELECT id, product_id, customer_id, quantity, status, created_at, expires_at, version, NOW(6) AS now
            FROM hold WHERE id = :id""";

    private static final String PRODUCTS_OF = """
            SELECT DISTINCT product_id FROM hold WHERE id IN (:ids)""";

    // Grouped by the first column of the index (product_id, due_at, quantity), it is one look into the index a product, however many
    // holds there are. Any form without MIN reads the whole index.
    private static final String PRODUCTS_WITH_DUE = """
            SELECT product_id, TIMESTAMPDIFF(MICROSECOND, MIN(due_at), NOW(6)) AS overdue
            FROM hold WHERE due_at <= NOW(6) GROUP BY product_id ORDER BY product_id""";

    private static final String DUE = """
            SELECT id FROM hold WHERE product_id = :product AND due_at <= :now ORDER BY due_at LIMIT :limit""";

    // Waits for nobody, so the order in which it meets the rows cannot deadlock.
    private static final String LOCK_DUE = """
            SELECT id, product_id, customer_id, quantity, status, created_at, expires_at, version
            FROM hold WHERE product_id = :product AND due_at <= :now ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED""";

    // By force, because the status is in no index: the optimizer must not look for another way.
    private static final String LOCK_DUE_BUT_ORDERS_IN_GRACE = """
            SELECT id, product_id, customer_id, quantity, status, created_at, expires_at, version
            FROM hold FORCE INDEX (hold_due)
            WHERE product_id = :product AND due_at <= :now AND (status = 'reserved' OR due_at <= :graceOver)
            ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED""";

    private static final String LOCK_DUE_AMONG = """
            SELECT id, product_id, customer_id, quantity, status, created_at, expires_at, version
            FROM hold FORCE INDEX (PRIMARY) WHERE id IN (:ids) AND due_at <= :now ORDER BY id FOR UPDATE SKIP LOCKED""";

    private static final String DUE_OF = """
            SELECT id FROM hold
            WHERE product_id = :product AND due_at <= :now AND customer_id IN (:customers) ORDER BY due_at LIMIT :limit""";

    // MIN and the first column of the index (product_id, due_at, quantity) make it one look into the index.
    private static final String UNTIL_NEXT_DUE = """
            SELECT TIMESTAMPDIFF(MICROSECOND, NOW(6), MIN(due_at)) AS until_due FROM hold WHERE product_id = :product""";

    // The index (product_id, due_at, quantity) answers it alone: it looks at the active holds of the product, and at no other.
    private static final String UNITS_HELD = """
            SELECT COALESCE(SUM(CASE WHEN due_at > :now THEN quantity END), 0) AS held,
                   COALESCE(SUM(CASE WHEN due_at <= :now THEN quantity END), 0) AS stale
            FROM hold WHERE product_id = :product AND due_at IS NOT NULL""";

    // due_at ends with the active states: an active hold keeps it, an ended one loses it.
    private static final String UPDATE = """
            UPDATE hold FORCE INDEX (PRIMARY)
            SET status = :to, version = version + :steps, due_at = CASE WHEN :active THEN expires_at END
            WHERE id IN (:ids) AND status = :from""";

    private final JdbcOperations batches;
    private final JdbcClient jdbc;

    public HoldTable(JdbcOperations batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /** Adds new holds with one statement. */
    public void insert(List<Hold> holds) {
        if (holds.isEmpty()) {
            return;
        }
        batches.batchUpdate(INSERT, holds, holds.size(), (insert, hold) -> {
            insert.setLong(1, hold.id());
            insert.setLong(2, hold.productId());
            insert.setString(3, hold.customerId());
            insert.setInt(4, hold.quantity());
            insert.setString(5, hold.status().label());
            insert.setObject(6, column(hold.createdAt()));
            insert.setObject(7, column(hold.expiresAt()));
            insert.setObject(8, column(hold.expiresAt()));
            insert.setLong(9, hold.version());
        });
    }

    /** @return the hold as a buyer sees it now: a stale one has expired, swept or not */
    public Optional<Hold> find(long id) {
        return jdbc.sql(FIND).param("id", id)
                .query((row, n) -> hold(row, n).seenAt(instant(row.getObject("now", LocalDateTime.class)))).optional();
    }

    /** @return the products of those holds that exist; a hold never changes its product, so no lock is needed */
    public List<Long> productsOf(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : jdbc.sql(PRODUCTS_OF).param("ids", ids).query((row, n) -> row.getLong("product_id")).list();
    }

    /** Locks the holds by rising id until the transaction ends. Those that do not exist are left out. */
    public List<Hold> lock(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : jdbc.sql(LOCK).param("ids", ids).query(HoldTable::hold).list();
    }

    /** @return whether any of the holds exists, after every transaction that might be inserting one has ended */
    public boolean anyCommitted(Collection<Long> ids) {
        return !ids.isEmpty() && !jdbc.sql(LOCK_IDS).param("ids", ids).query((row, n) -> row.getLong("id")).list().isEmpty();
    }

    /** @return the products that have stale holds, by rising id */
    public List<DueProduct> productsWithDueHolds() {
        return jdbc.sql(PRODUCTS_WITH_DUE)
                .query((row, n) -> new DueProduct(row.getLong("product_id"), Duration.of(row.getLong("overdue"), ChronoUnit.MICROS))).list();
    }

    /** @return ids of stale holds, the longest overdue first; not locked, so each must be looked at again under its lock */
    public List<Long> due(long product, Instant now, int limit) {
        return jdbc.sql(DUE).param("product", product).param("now", column(now)).param("limit", limit)
                .query((row, n) -> row.getLong("id")).list();
    }

    /**
     * Locks stale holds until the transaction ends, the longest overdue first. Those that somebody else has locked are left out: they
     * are being paid, ordered or given back at this moment.
     */
    public List<Hold> lockDue(long product, Instant now, int limit) {
        return jdbc.sql(LOCK_DUE).param("product", product).param("now", column(now)).param("limit", limit)
                .query(HoldTable::hold).list();
    }

    /**
     * As {@link #lockDue}, without those holds with an order that are in their grace. The index is read past them, so it is slower the more
     * there are.
     *
     * @param graceOver holds with an order that ran out later than this are left out
     */
    public List<Hold> lockDueButOrdersInGrace(long product, Instant now, Instant graceOver, int limit) {
        return jdbc.sql(LOCK_DUE_BUT_ORDERS_IN_GRACE).param("product", product).param("now", column(now))
                .param("graceOver", column(graceOver)).param("limit", limit).query(HoldTable::hold).list();
    }

    /** As {@link #lockDue}, of these holds only, by rising id. */
    public List<Hold> lockDueAmong(Collection<Long> ids, Instant now) {
        return ids.isEmpty() ? List.of()
                : jdbc.sql(LOCK_DUE_AMONG).param("ids", ids).param("now", column(now)).query(HoldTable::hold).list();
    }

    /** @return as {@link #due}, of these customers only */
    public List<Long> dueOf(long product, Collection<String> customers, Instant now, int limit) {
        return customers.isEmpty() ? List.of() : jdbc.sql(DUE_OF).param("product", product).param("customers", customers)
                .param("now", column(now)).param("limit", limit).query((row, n) -> row.getLong("id")).list();
    }

    /** @return how long it is until the next active hold of the product runs out; not positive if one has, empty if none is active */
    public Optional<Duration> untilNextDue(long product) {
        return jdbc.sql(UNTIL_NEXT_DUE).param("product", product)
                .query((row, n) -> Optional.ofNullable(row.getObject("until_due", Long.class)).map(until -> Duration.of(until, ChronoUnit.MICROS)))
                .single();
    }

    /** @return the units of the product's active holds, those that are stale apart */
    public HeldUnits unitsHeld(long product, Instant now) {
        return jdbc.sql(UNITS_HELD).param("product", product).param("now", column(now))
                .query((row, n) -> new HeldUnits(row.getInt("held"), row.getInt("stale"))).single();
    }

    /**
     * Moves holds that this transaction has locked.
     *
     * @param steps by how much their versions rise
     * @throws IllegalStateException if one of them is not in {@code from}: the lock did not hold
     */
    public void update(Collection<Long> ids, HoldStatus from, HoldStatus to, long steps) {
        int rows = jdbc.sql(UPDATE).param("ids", ids).param("from", from.label()).param("to", to.label())
                .param("steps", steps).param("active", to.isActive()).update();
        if (rows != ids.size()) {
            throw new IllegalStateException("%d of the holds %s changed under their lock".formatted(ids.size() - rows, ids));
        }
    }

    private static Hold hold(ResultSet row, int n) throws SQLException {
        return new Hold(row.getLong("id"), row.getLong("product_id"), row.getString("customer_id"), row.getInt("quantity"),
                HoldStatus.of(row.getString("status")),
                instant(row.getObject("created_at", LocalDateTime.class)),
                instant(row.getObject("expires_at", LocalDateTime.class)),
                row.getLong("version"));
    }
}
