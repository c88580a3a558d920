package dev.holdfast.checkout.search;

import dev.holdfast.checkout.payment.PaymentOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the provider said under one key, what came of it, and what it was about.
 *
 * @param status      {@code success} or {@code failure}
 * @param orderStatus the order's status after it; null if there was no such order
 * @param charge      what the provider says about the money, which need not be what was asked
 * @param order       null if there is no such order
 * @param refund      null as long as the charge was not paid back, if it is owed back at all
 */
public record ReceivedPayment(String idempotencyKey, long orderId, String status, PaymentOutcome outcome, @Nullable String orderStatus,
        Instant receivedAt, Charge charge, @Nullable PaidOrder order, @Nullable PaidBack refund) {

    /**
     * @param amount            what was charged; null if the provider does not say
     * @param currency          likewise
     * @param provider          {@code generic} or {@code stripe}
     * @param providerPaymentId the provider's own name for the payment; null if it does not say
     */
    public record Charge(@Nullable BigDecimal amount, @Nullable String currency, String provider, @Nullable String providerPaymentId) {
    }

    /** @param total of the order, with its currency: what was asked of the buyer */
    public record PaidOrder(long productId, @Nullable String customerId, BigDecimal total, String currency) {
    }

    /** @param at when it was put on record */
    public record PaidBack(String reference, Instant at) {
    }

    PaymentPosition position() {
        return new PaymentPosition(receivedAt, idempotencyKey);
    }
}
