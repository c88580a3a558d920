package dev.holdfast.checkout.refund;

import static dev.holdfast.checkout.transaction.DatabaseClock.column;
import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import dev.holdfast.checkout.payment.PaymentOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code refund}, and the payments to which its rows belong. */
public final class RefundTable {

    // An outcome is missing only inside the transaction that decides it, and that one keeps the row locked.
    private static final String LOCK_CHARGE = """
            SELECT idempotency_key, order_id, outcome FROM payment FORCE INDEX (PRIMARY)
            WHERE idempotency_key = :key AND outcome IS NOT NULL FOR UPDATE""";

    private static final String FIND = """
            SELECT idempotency_key, order_id, reference, refunded_at, action_id FROM refund WHERE idempotency_key = :key""";

    private static final String INSERT = """
            INSERT INTO refund (idempotency_key, order_id, reference, refunded_at, action_id)
            VALUES (:key, :order, :reference, :refundedAt, :action)""";

    private final JdbcClient jdbc;

    public RefundTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the payment, locked until the transaction ends: with it the right to write its refund */
    public Optional<Charge> lockCharge(String key) {
        return jdbc.sql(LOCK_CHARGE).param("key", key).query((row, n) -> new Charge(row.getString("idempotency_key"),
                row.getLong("order_id"), PaymentOutcome.of(row.getString("outcome")))).optional();
    }

    /** @return the refund of a payment that this transaction has locked */
    public Optional<Refund> find(String key) {
        return jdbc.sql(FIND).param("key", key).query(RefundTable::refund).optional();
    }

    /** Adds the refund of a payment that this transaction has locked, and that had none. */
    public void insert(Refund refund) {
        jdbc.sql(INSERT).param("key", refund.idempotencyKey()).param("order", refund.orderId()).param("reference", refund.reference())
                .param("refundedAt", column(refund.refundedAt())).param("action", refund.actionId()).update();
    }

    private static Refund refund(ResultSet row, int n) throws SQLException {
        return new Refund(row.getString("idempotency_key"), row.getLong("order_id"), row.getString("reference"),
                instant(row.getObject("refunded_at", LocalDateTime.class)), row.getLong("action_id"));
    }
}
