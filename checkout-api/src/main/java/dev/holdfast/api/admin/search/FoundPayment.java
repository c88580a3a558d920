package dev.holdfast.api.admin.search;

import dev.holdfast.checkout.search.ReceivedPayment;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as an operator sees it.
 *
 * @param chargedAmount     what the provider says that it has charged; null if it does not say
 * @param chargedCurrency   likewise
 * @param provider          {@code generic} or {@code stripe}
 * @param providerPaymentId the provider's own name for the payment; null if it does not say
 * @param orderStatus       the order's as it was when the payment was settled; null if there was no such order
 * @param productId         of the order, as are the next three; null if there is no such order
 * @param orderTotal        what the order costs
 * @param refundReference   null if the charge was not paid back
 * @param refundedAt        null together with it
 */
public record FoundPayment(String idempotencyKey, long orderId, String status, String outcome, @Nullable String orderStatus,
        Instant receivedAt, @Nullable BigDecimal chargedAmount, @Nullable String chargedCurrency, String provider,
        @Nullable String providerPaymentId, @Nullable Long productId, @Nullable String customerId, @Nullable BigDecimal orderTotal,
        @Nullable String currency, @Nullable String refundReference, @Nullable Instant refundedAt) {

    public static FoundPayment of(ReceivedPayment payment) {
        ReceivedPayment.Charge charge = payment.charge();
        ReceivedPayment.PaidOrder order = payment.order();
        ReceivedPayment.PaidBack refund = payment.refund();
        return new FoundPayment(payment.idempotencyKey(), payment.orderId(), payment.status(), payment.outcome().label(),
                payment.orderStatus(), payment.receivedAt(), charge.amount(), charge.currency(), charge.provider(),
                charge.providerPaymentId(), order == null ? null : order.productId(),
                order == null ? null : order.customerId(), order == null ? null : order.total(), order == null ? null : order.currency(),
                refund == null ? null : refund.reference(), refund == null ? null : refund.at());
    }
}
