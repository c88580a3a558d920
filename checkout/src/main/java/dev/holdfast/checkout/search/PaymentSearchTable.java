package dev.holdfast.checkout.search;

import static dev.holdfast.checkout.transaction.DatabaseClock.column;
import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.product.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code payment} as operators search it: by receipt, of one outcome or of one order, with the order and the refund. */
final class PaymentSearchTable {

    // Earlier than any payment, and later: so that a range has both ends.
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9998-12-31T00:00:00Z");

    // Joined by force, because an optimizer that takes a table for small would read all of it for each payment.
    private static final String FIND = """
            SELECT p.idempotency_key, p.order_id, p.status, p.outcome, p.order_status, p.received_at,
                   p.amount, p.currency AS charged_currency, p.provider, p.provider_payment_id,
                   o.product_id, o.customer_id, o.total, o.currency, r.reference, r.refunded_at
            FROM payment p LEFT JOIN orders o FORCE INDEX (PRIMARY) ON o.id = p.order_id
            LEFT JOIN refund r FORCE INDEX (PRIMARY) ON r.idempotency_key = p.idempotency_key
            WHERE p.idempotency_key = :key AND p.outcome IS NOT NULL""";

    private static final String OF_OUTCOME = """
            SELECT p.idempotency_key, p.order_id, p.status, p.outcome, p.order_status, p.received_at,
                   p.amount, p.currency AS charged_currency, p.provider, p.provider_payment_id,
                   o.product_id, o.customer_id, o.total, o.currency, r.reference, r.refunded_at
            FROM payment p FORCE INDEX (payment_outcome)
            LEFT JOIN orders o FORCE INDEX (PRIMARY) ON o.id = p.order_id
            LEFT JOIN refund r FORCE INDEX (PRIMARY) ON r.idempotency_key = p.idempotency_key
            WHERE p.outcome = :outcome AND p.received_at >= :from AND p.received_at < :to
              AND p.received_at <= :at AND (p.received_at < :at OR p.idempotency_key < :key)
            ORDER BY p.received_at DESC, p.idempotency_key DESC LIMIT :limit""";

    private static final String OF_ORDER = """
            SELECT p.idempotency_key, p.order_id, p.status, p.outcome, p.order_status, p.received_at,
                   p.amount, p.currency AS charged_currency, p.provider, p.provider_payment_id,
                   o.product_id, o.customer_id, o.total, o.currency, r.reference, r.refunded_at
            FROM payment p FORCE INDEX (payment_order)
            LEFT JOIN orders o FORCE INDEX (PRIMARY) ON o.id = p.order_id
            LEFT JOIN refund r FORCE INDEX (PRIMARY) ON r.idempotency_key = p.idempotency_key
            WHERE p.order_id = :order AND p.outcome IS NOT NULL AND p.received_at >= :from AND p.received_at < :to
              AND p.received_at <= :at AND (p.received_at < :at OR p.idempotency_key < :key)
            ORDER BY p.received_at DESC, p.idempotency_key DESC LIMIT :limit""";

    private final JdbcClient jdbc;

    PaymentSearchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ReceivedPayment> find(String key) {
        return jdbc.sql(FIND).param("key", key).query(PaymentSearchTable::payment).optional();
    }

    /** @return the latest first, those before the position, if there is one */
    List<ReceivedPayment> ofOutcome(PaymentOutcome outcome, PaymentFilter filter, @Nullable PaymentPosition before, int limit) {
        return range(jdbc.sql(OF_OUTCOME).param("outcome", outcome.label()), filter, before, limit);
    }

    /** @return as {@link #ofOutcome} */
    List<ReceivedPayment> ofOrder(long order, PaymentFilter filter, @Nullable PaymentPosition before, int limit) {
        return range(jdbc.sql(OF_ORDER).param("order", order), filter, before, limit);
    }

    private static List<ReceivedPayment> range(JdbcClient.StatementSpec search, PaymentFilter filter, @Nullable PaymentPosition before,
            int limit) {
        return search.param("from", column(filter.receivedFrom() == null ? FIRST : filter.receivedFrom()))
                .param("to", column(filter.receivedTo() == null ? LAST : filter.receivedTo()))
                .param("at", column(before == null ? LAST : before.receivedAt()))
                .param("key", before == null ? "" : before.idempotencyKey())
                .param("limit", limit).query(PaymentSearchTable::payment).list();
    }

    private static ReceivedPayment payment(ResultSet row, int n) throws SQLException {
        return new ReceivedPayment(row.getString("idempotency_key"), row.getLong("order_id"), row.getString("status"),
                PaymentOutcome.of(row.getString("outcome")), row.getString("order_status"),
                instant(row.getObject("received_at", LocalDateTime.class)), charge(row), order(row), refund(row));
    }

    private static ReceivedPayment.Charge charge(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        return new ReceivedPayment.Charge(amount == null ? null : Money.readable(amount), row.getString("charged_currency"),
                row.getString("provider"), row.getString("provider_payment_id"));
    }

    private static ReceivedPayment.@Nullable PaidOrder order(ResultSet row) throws SQLException {
        Long product = row.getObject("product_id", Long.class);
        return product == null ? null : new ReceivedPayment.PaidOrder(product, row.getString("customer_id"),
                Money.readable(row.getBigDecimal("total")), row.getString("currency"));
    }

    private static ReceivedPayment.@Nullable PaidBack refund(ResultSet row) throws SQLException {
        String reference = row.getString("reference");
        return reference == null ? null
                : new ReceivedPayment.PaidBack(reference, instant(row.getObject("refunded_at", LocalDateTime.class)));
    }
}
