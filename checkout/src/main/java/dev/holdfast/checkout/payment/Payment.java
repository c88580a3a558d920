package dev.holdfast.checkout.payment;

import dev.holdfast.checkout.idempotency.Fingerprint;
import dev.holdfast.checkout.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the provider said under one idempotency key, and what came of it.
 *
 * @param charge      must be what the order costs, where it is said
 * @param fingerprint identifies the request's body: another body under the same key is refused
 * @param outcome     null only inside the transaction that decides it
 * @param orderStatus the order's status after it; null while there is no such order
 * @param eventKey    the Kafka key of the payment's events; null before the first one
 * @param version     counts the payment's changes from 1 without a gap; 0 before the first decision
 */
public record Payment(
        String idempotencyKey,
        long orderId,
        PaymentStatus status,
        Charge charge,
        Fingerprint fingerprint,
        @Nullable PaymentOutcome outcome,
        @Nullable OrderStatus orderStatus,
        @Nullable Long eventKey,
        long version) {

    /** @return a payment that nobody has decided about */
    public static Payment undecided(String idempotencyKey, long orderId, PaymentStatus status, Charge charge) {
        return new Payment(idempotencyKey, orderId, status, charge, fingerprint(orderId, status, charge), null, null, null, 0);
    }

    /** @return whether it says the same: the same order, status and charge, however its JSON was written */
    public boolean says(long otherOrderId, PaymentStatus otherStatus, Charge otherCharge) {
        return fingerprint.equals(fingerprint(otherOrderId, otherStatus, otherCharge));
    }

    private static Fingerprint fingerprint(long orderId, PaymentStatus status, Charge charge) {
        return Fingerprint.of(orderId + " " + status.label() + charge.fingerprinted());
    }

    /** @return whether the answer is final; an unmatched payment is decided anew whenever it comes again */
    public boolean isSettled() {
        return outcome != null && outcome != PaymentOutcome.UNMATCHED;
    }

    /** @param keyOfFirstEvent kept if the payment has had an event before, so that its events stay in one partition */
    public Payment decided(PaymentOutcome decision, @Nullable OrderStatus orderStatusNow, long keyOfFirstEvent) {
        return new Payment(idempotencyKey, orderId, status, charge, fingerprint, decision, orderStatusNow,
                eventKey == null ? Long.valueOf(keyOfFirstEvent) : eventKey, version + 1);
    }
}
