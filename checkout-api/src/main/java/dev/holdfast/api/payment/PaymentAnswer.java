package dev.holdfast.api.payment;

import dev.holdfast.checkout.SettlePayments;

/**
 * What came of a payment; the same for every delivery of it.
 *
 * @param orderStatus as it was when the payment was settled
 */
record PaymentAnswer(long orderId, String orderStatus, String outcome) {

    static PaymentAnswer of(SettlePayments.Outcome.Settled settled) {
        return new PaymentAnswer(settled.orderId(), settled.orderStatus().label(), settled.outcome().label());
    }
}
