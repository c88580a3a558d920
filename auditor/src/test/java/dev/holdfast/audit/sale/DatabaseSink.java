package dev.holdfast.audit.sale;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.Change;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.Stock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Commits the transactions of a sale to a database with Holdfast's tables, one by one or several at once. */
public final class DatabaseSink implements Sink, AutoCloseable {

    private static final String PRODUCT = """
            INSERT INTO product (id, name, price, currency) VALUES (?, 'Product', 99.99, 'EUR')""";

    private static final String NEW_STOCK = """
            INSERT INTO stock (product_id, total, available, version) VALUES (?, ?, ?, ?)""";

    private static final String CHANGED_STOCK = """
            UPDATE stock SET total = ?, available = ?, version = ? WHERE product_id = ?""";

    private static final String NEW_HOLD = """
            INSERT INTO hold (id, product_id, customer_id, quantity, status, created_at, expires_at, due_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String CHANGED_HOLD = """
            UPDATE hold SET status = ?, due_at = CASE WHEN ? THEN expires_at END, version = ? WHERE id = ?""";

    private static final String NEW_ORDER = """
            INSERT INTO orders (id, hold_id, product_id, customer_id, quantity, unit_price, total, currency, status, created_at, expires_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String CHANGED_ORDER = """
            UPDATE orders SET status = ?, version = ? WHERE id = ?""";

    private static final String PAYMENT = """
            INSERT INTO payment (idempotency_key, order_id, status, fingerprint, outcome, order_status, received_at, version)
            VALUES (?, ?, ?, REPEAT('x', 32), ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE outcome = VALUES(outcome), order_status = VALUES(order_status), version = VALUES(version)""";

    private static final String EVENT = """
            INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at) VALUES (0, ?, ?, ?, ?, ?, ?, NOW(6))""";

    private static final String PUBLISHED = """
            DELETE FROM outbox""";

    private final Connection connection;
    /** In the order in which they are executed: what is inserted comes before it is changed. */
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
    /** As they are to be at the commit: the hot row is written once in it. */
    private final Map<Long, Stock> stocks = new LinkedHashMap<>();
    private final int transactionsPerCommit;
    private final LocalDateTime created;
    private int open;

    /**
     * @param connection            is closed with this
     * @param transactionsPerCommit 1, or more to be faster than a disk is: several of the sale are then one in the binlog
     */
    public DatabaseSink(Connection connection, int transactionsPerCommit) throws SQLException {
        this.connection = connection;
        this.transactionsPerCommit = transactionsPerCommit;
        this.created = LocalDateTime.now(ZoneOffset.UTC);
        connection.setAutoCommit(false);
        for (String sql : List.of(PRODUCT, NEW_STOCK, NEW_HOLD, NEW_ORDER, CHANGED_STOCK, CHANGED_HOLD, CHANGED_ORDER, PAYMENT, EVENT)) {
            statements.put(sql, connection.prepareStatement(sql));
        }
    }

    @Override
    public void committed(CommittedTransaction transaction) {
        try {
            for (Change change : transaction.changes()) {
                write(change);
            }
            for (EventRecord event : transaction.events()) {
                run(EVENT, event.id().toString(), event.kind().aggregateType(), event.key(), event.type(), event.subject(), event.value());
            }
            if (++open == transactionsPerCommit) {
                commit();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void commit() throws SQLException {
        for (Stock stock : stocks.values()) {
            run(CHANGED_STOCK, stock.total(), stock.available(), stock.version(), stock.productId());
        }
        stocks.clear();
        for (PreparedStatement statement : statements.values()) {
            statement.executeBatch();
        }
        connection.commit();
        open = 0;
    }

    /** Empties the outbox, as the relay does once everything is in Kafka. */
    public void published() {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PUBLISHED);
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void write(Change change) throws SQLException {
        boolean isNew = change.before() == null;
        switch (Objects.requireNonNull(change.after())) {
            case Stock stock when isNew -> {
                run(PRODUCT, stock.productId());
                run(NEW_STOCK, stock.productId(), stock.total(), stock.available(), stock.version());
            }
            case Stock stock -> stocks.put(stock.productId(), stock);
            case Hold hold when isNew -> run(NEW_HOLD, hold.id(), hold.productId(), hold.customerId(), hold.quantity(), hold.status().label(),
                    created, time(hold.expiresAt()), time(hold.expiresAt()), hold.version());
            case Hold hold -> run(CHANGED_HOLD, hold.status().label(), hold.status().isActive(), hold.version(), hold.id());
            case Order order when isNew -> run(NEW_ORDER, order.id(), order.holdId(), order.productId(), order.customerId(), order.quantity(),
                    Events.amount(order.unitPrice()), Events.amount(order.total()), order.currency(), order.status().label(), created, created,
                    order.version());
            case Order order -> run(CHANGED_ORDER, order.status().label(), order.version(), order.id());
            case Payment payment -> run(PAYMENT, payment.key(), payment.orderId(), payment.status().name().toLowerCase(Locale.ROOT),
                    payment.outcome() == null ? null : payment.outcome().label(),
                    payment.orderStatus() == null ? null : payment.orderStatus().label(), created, payment.version());
        }
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(micros, ChronoUnit.MICROS);
    }

    private void run(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = Objects.requireNonNull(statements.get(sql));
        for (int at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
        statement.addBatch();
    }

    @Override
    public void logged(String line) {
        // Not the database's.
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
