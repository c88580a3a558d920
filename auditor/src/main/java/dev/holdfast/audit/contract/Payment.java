package dev.holdfast.audit.contract;

import org.jspecify.annotations.Nullable;

/**
 * What the provider said under one idempotency key, and what came of it.
 *
 * @param orderId     as the provider named it; such an order need not exist
 * @param outcome     null only inside the transaction that decides it
 * @param orderStatus the order's status after it; null when there is no such order
 */
public record Payment(String key, long orderId, PaymentStatus status, @Nullable PaymentOutcome outcome, @Nullable OrderStatus orderStatus,
        long version) implements Aggregate {

    @Override
    public AggregateKind kind() {
        return AggregateKind.PAYMENT;
    }

    @Override
    public String subject() {
        return key;
    }

    @Override
    public @Nullable Status state() {
        return outcome;
    }

    @Override
    public boolean hasSameOrigin(Aggregate other) {
        return other instanceof Payment payment && payment.key.equals(key) && payment.orderId == orderId && payment.status == status;
    }
}
