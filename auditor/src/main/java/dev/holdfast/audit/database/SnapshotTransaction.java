package dev.holdfast.audit.database;

import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.rows.HoldTable;
import dev.holdfast.audit.rows.OrderTable;
import dev.holdfast.audit.rows.PaymentTable;
import dev.holdfast.audit.rows.Snapshot;
import dev.holdfast.audit.rows.StockTable;
import dev.holdfast.audit.rows.TextIndex;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All tables as they are at one moment, however long it takes to read them. Locks nothing. */
public final class SnapshotTransaction implements AutoCloseable {

    private static final String REPEATABLE = """
            SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ""";

    private static final String BEGIN = """
            START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY""";

    private static final String NOW = """
            SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', NOW(6)) AS now""";

    private static final String SIZES = """
            SELECT (SELECT COUNT(*) FROM hold) AS holds, (SELECT COUNT(*) FROM orders) AS orders, (SELECT COUNT(*) FROM payment) AS payments""";

    private static final String PRODUCTS = """
            SELECT id FROM product ORDER BY id""";

    private static final String STOCKS = """
            SELECT product_id, total, available, version FROM stock ORDER BY product_id""";

    private static final String HOLDS = """
            SELECT id, product_id, customer_id, quantity, status, TIMESTAMPDIFF(MICROSECOND, '1970-01-01', expires_at) AS expires_at, version
            FROM hold ORDER BY id""";

    private static final String ORDERS = """
            SELECT id, hold_id, product_id, customer_id, quantity, unit_price, total, currency, status, version FROM orders ORDER BY id""";

    private static final String PAYMENTS = """
            SELECT p.idempotency_key, p.order_id, p.status, p.outcome, p.order_status, p.version,
                   COALESCE(p.amount <> o.total, FALSE) OR COALESCE(p.currency <> o.currency, FALSE) AS charges_other
            FROM payment p LEFT JOIN orders o ON o.id = p.order_id ORDER BY p.idempotency_key""";

    private static final String WAITING = """
            SELECT event_id, aggregatetype, aggregateid, type, subject, payload FROM outbox ORDER BY id""";

    // The relay writes the outcome in the transaction that deletes the row.
    private static final String SKIPPED = """
            SELECT subject, details FROM operator_action WHERE outcome = 'skipped' ORDER BY id""";

    private final Connection connection;
    private final ReadProgress progress;
    private final long takenAt;

    private SnapshotTransaction(Connection connection, ReadProgress progress) throws SQLException {
        this.connection = connection;
        this.progress = progress;
        try (Statement session = connection.createStatement()) {
            session.execute(REPEATABLE);
            session.execute(BEGIN);
            try (ResultSet now = session.executeQuery(NOW)) {
                now.next();
                this.takenAt = now.getLong("now");
            }
        }
    }

    /** From when this returns, nothing that is committed later is seen. */
    public static SnapshotTransaction begin(DatabaseAddress address, ReadProgress progress) throws CannotRead {
        Connection connection = address.connect();
        try {
            return new SnapshotTransaction(connection, progress);
        } catch (SQLException failure) {
            try {
                connection.close();
            } catch (SQLException alreadyBroken) {
                failure.addSuppressed(alreadyBroken);
            }
            throw new CannotRead("the database at %s gives no consistent snapshot (%s)".formatted(address, failure.getMessage()), failure);
        }
    }

    /**
     * @throws CannotRead if a table is missing, or the database goes away
     * @throws dev.holdfast.audit.json.Unreadable if a row has a state that is not published
     */
    public Snapshot read() throws CannotRead {
        try {
            int[] sizes = sizes();
            TextIndex customers = new TextIndex(sizes[0]);
            HoldTable holds = new HoldTable(sizes[0], customers);
            OrderTable orders = new OrderTable(sizes[1], customers);
            PaymentTable payments = new PaymentTable(sizes[2]);
            StockTable stocks = new StockTable();
            List<Long> products = new ArrayList<>();
            List<EventRecord> waiting = new ArrayList<>();
            read("products", PRODUCTS, row -> products.add(row.getLong(1)));
            read("stock", STOCKS, row -> stocks.add(new Stock(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4))));
            read("holds", HOLDS, row -> holds.add(TableRows.hold(row)));
            read("orders", ORDERS, row -> orders.add(TableRows.order(row)));
            read("payments", PAYMENTS, row -> payments.add(TableRows.payment(row), row.getBoolean(7)));
            read("outbox", WAITING, row -> waiting.add(TableRows.waiting(row)));
            List<EventRecord> skipped = new ArrayList<>();
            read("skipped events", SKIPPED, row -> skipped.add(TableRows.skipped(row)));
            return new Snapshot(customers, products, stocks, holds, orders, payments, waiting, skipped, takenAt);
        } catch (SQLException failure) {
            throw new CannotRead("the tables cannot be read (%s): does HOLDFAST_DB_URL name Holdfast's schema, in this version?"
                    .formatted(failure.getMessage()), failure);
        }
    }

    private int[] sizes() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(SIZES)) {
            row.next();
            return new int[] {row.getInt("holds"), row.getInt("orders"), row.getInt("payments")};
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String what, String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // The driver's sign for a stream: without it, it would first collect all rows in memory.
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet rows = statement.executeQuery(sql)) {
                long count = 0;
                while (rows.next()) {
                    reader.read(rows);
                    progress.read(what, ++count);
                }
            }
        }
    }

    @Override
    public void close() throws CannotRead {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new CannotRead("the connection to the database broke (%s)".formatted(failure.getMessage()), failure);
        }
    }
}
