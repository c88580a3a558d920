package dev.holdfast.checkout.refund;

import dev.holdfast.checkout.payment.PaymentOutcome;

/**
 * A payment, as far as it matters to whoever pays it back.
 *
 * @param outcome decides whether it is owed back
 */
public record Charge(String idempotencyKey, long orderId, PaymentOutcome outcome) {

    /** @return whether the buyer's money is owed back */
    public boolean isOwed() {
        return switch (outcome) {
            case REFUND_REQUIRED, DUPLICATE_CHARGE -> true;
            case PAID, CANCELLED, NO_EFFECT, UNMATCHED -> false;
        };
    }
}
