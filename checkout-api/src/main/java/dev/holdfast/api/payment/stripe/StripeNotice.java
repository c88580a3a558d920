package dev.holdfast.api.payment.stripe;

import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.checkout.payment.PaymentStatus;

/** What an event means to Holdfast. */
sealed interface StripeNotice {

    /**
     * @param key       one for each payment: whatever event tells that an intent was paid, it is the same
     * @param paymentId the intent's; the session's where it has none
     */
    record Payment(String key, long orderId, PaymentStatus status, Charge charge, String paymentId) implements StripeNotice {
    }

    /** Nothing. */
    record Ignored(Reason reason) implements StripeNotice {
    }

    /** Why an event is ignored. */
    enum Reason {
        /** Not one of those that tell of a payment. */
        OTHER_TYPE("other-type"),
        /** A session was completed, and its payment is still under way: another event will tell. */
        NOT_PAID_YET("not-paid-yet"),
        /** Not a payment of Holdfast's: the account has others, or another event of the same payment names the order. */
        NO_ORDER_ID("no-order-id"),
        /** The order id is none. */
        WRONG_ORDER_ID("wrong-order-id");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** @return as in answers, metrics and logs */
        String label() {
            return label;
        }
    }
}
