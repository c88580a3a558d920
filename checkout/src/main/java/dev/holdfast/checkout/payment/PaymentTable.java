package dev.holdfast.checkout.payment;

import static dev.holdfast.checkout.transaction.DatabaseClock.column;

import dev.holdfast.checkout.idempotency.Fingerprint;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.product.Money;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code payment}. */
public final class PaymentTable {

    // Locks a key that is there as well as one that is not. A plain INSERT would take a shared lock on a duplicate, and three
    // deliveries of one key at once could deadlock when the first is rolled back (MySQL bug 43210).
    private static final String CLAIM = """
            INSERT INTO payment (idempotency_key, order_id, status, fingerprint, amount, currency, provider, provider_payment_id,
                                 provider_event_id, event_type, signed, received_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NOW(6), 0)
            ON DUPLICATE KEY UPDATE idempotency_key = VALUES(idempotency_key)""";

    // By force, because a scan, which an optimizer prefers while the table is small, would wait for rows that nobody asked for.
    private static final String LOCK = """
            SELECT idempotency_key, order_id, status, amount, currency, fingerprint, outcome, order_status, event_key, version
            FROM payment FORCE INDEX (PRIMARY) WHERE idempotency_key IN (:keys) ORDER BY idempotency_key FOR UPDATE""";

    private static final String KNOWN = """
            SELECT idempotency_key FROM payment FORCE INDEX (PRIMARY) WHERE idempotency_key IN (:keys)""";

    // An upsert of rows that are all there: one statement, although each row gets values of its own.
    private static final String DECIDE = """
            INSERT INTO payment (idempotency_key, order_id, status, fingerprint, outcome, order_status, event_key, received_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE outcome = VALUES(outcome), order_status = VALUES(order_status), event_key = VALUES(event_key),
                                    version = VALUES(version)""";

    private final JdbcOperations batches;
    private final JdbcClient jdbc;

    public PaymentTable(JdbcOperations batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /**
     * Makes sure that each payment has its row and locks it until the transaction ends.
     *
     * @param received one a key, by rising key: that is the order in which they are locked
     * @return the rows as they are, new ones without an outcome
     */
    public List<Payment> claim(List<Received> received) {
        batches.batchUpdate(CLAIM, received, received.size(), (insert, one) -> bind(insert, one.payment(), one.origin()));
        return jdbc.sql(LOCK).param("keys", received.stream().map(one -> one.payment().idempotencyKey()).toList())
                .query(PaymentTable::payment).list();
    }

    /** @return those of the keys under which a payment is on record, whatever came of it; without a lock */
    public Set<String> known(Collection<String> keys) {
        return keys.isEmpty() ? Set.of() : jdbc.sql(KNOWN).param("keys", keys).query((row, n) -> row.getString("idempotency_key")).set();
    }

    /** Writes what was decided on claimed payments. */
    public void decide(Collection<Payment> payments, Instant now) {
        if (!payments.isEmpty()) {
            batches.batchUpdate(DECIDE, payments, payments.size(), (insert, payment) -> bind(insert, payment, now));
        }
    }

    private static void bind(PreparedStatement insert, Payment payment, Origin origin) throws SQLException {
        insert.setString(1, payment.idempotencyKey());
        insert.setLong(2, payment.orderId());
        insert.setString(3, payment.status().label());
        insert.setBytes(4, payment.fingerprint().bytes());
        insert.setBigDecimal(5, payment.charge().amount());
        insert.setString(6, payment.charge().currency());
        insert.setString(7, origin.provider());
        insert.setString(8, origin.paymentId());
        insert.setString(9, origin.eventId());
        insert.setString(10, origin.eventType());
        insert.setBoolean(11, origin.signed());
    }

    private static void bind(PreparedStatement insert, Payment payment, Instant now) throws SQLException {
        insert.setString(1, payment.idempotencyKey());
        insert.setLong(2, payment.orderId());
        insert.setString(3, payment.status().label());
        insert.setBytes(4, payment.fingerprint().bytes());
        insert.setString(5, payment.outcome() == null ? null : payment.outcome().label());
        insert.setString(6, payment.orderStatus() == null ? null : payment.orderStatus().label());
        insert.setObject(7, payment.eventKey(), Types.BIGINT);
        insert.setObject(8, column(now));
        insert.setLong(9, payment.version());
    }

    private static Payment payment(ResultSet row, int n) throws SQLException {
        String outcome = row.getString("outcome");
        String orderStatus = row.getString("order_status");
        BigDecimal amount = row.getBigDecimal("amount");
        return new Payment(row.getString("idempotency_key"), row.getLong("order_id"),
                PaymentStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                new Charge(amount == null ? null : Money.readable(amount), row.getString("currency")),
                Fingerprint.stored(row.getBytes("fingerprint")),
                outcome == null ? null : PaymentOutcome.of(outcome), orderStatus == null ? null : OrderStatus.of(orderStatus),
                row.getObject("event_key", Long.class), row.getLong("version"));
    }
}
