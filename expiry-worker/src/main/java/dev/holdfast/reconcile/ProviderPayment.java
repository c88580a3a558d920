package dev.holdfast.reconcile;

import dev.holdfast.checkout.payment.Charge;

/**
 * A payment as its provider knows it.
 *
 * @param idempotencyKey the one that the provider's webhook has for its success: 1 to 255 visible ASCII characters
 * @param orderId        1 to 2^53 - 1
 * @param charge         what was charged, as the webhook would say it: with another charge the key would be refused as reused
 * @param paymentId      the provider's id, up to 255 visible ASCII characters
 */
public record ProviderPayment(String idempotencyKey, long orderId, Status status, Charge charge, String paymentId) {

    /**
     * There is no failure. At the end of a hold it would change nothing, since the order expires anyway; and an order must not be cancelled
     * because of an attempt that a later one may have mended.
     */
    public enum Status {
        SUCCEEDED,
        /** The provider does not know yet. */
        UNDECIDED
    }
}
