package dev.holdfast.checkout.search;

import dev.holdfast.checkout.payment.PaymentOutcome;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which payments are wanted: those for which all that is not null is true.
 *
 * @param outcomes     any of these
 * @param status       {@code success} or {@code failure}
 * @param receivedFrom first instant
 * @param receivedTo   first instant that is too late
 * @param owedOnly     only those that were not paid back
 */
public record PaymentFilter(@Nullable Long orderId, @Nullable Long productId, @Nullable String customerId, Set<PaymentOutcome> outcomes,
        @Nullable String status, @Nullable Instant receivedFrom, @Nullable Instant receivedTo, boolean owedOnly) {

    /** @return the charges that are owed back and were not paid back */
    public static PaymentFilter owed() {
        return new PaymentFilter(null, null, null, Set.of(PaymentOutcome.REFUND_REQUIRED, PaymentOutcome.DUPLICATE_CHARGE), null, null,
                null, true);
    }

    /** @return whether the ranges of the index say it all: then as many rows of each are enough as a page has */
    boolean isAllInTheIndex() {
        return orderId == null && productId == null && customerId == null && status == null && !owedOnly;
    }

    /** What the ranges of the index do not say. */
    boolean accepts(ReceivedPayment payment) {
        ReceivedPayment.PaidOrder order = payment.order();
        return outcomes.contains(payment.outcome())
                && (status == null || status.equals(payment.status()))
                && (productId == null || order != null && order.productId() == productId)
                && (customerId == null || order != null && customerId.equals(order.customerId()))
                && (!owedOnly || payment.refund() == null);
    }
}
