package dev.holdfast.checkout.refund;

import java.time.Instant;

/**
 * A charge that was paid back.
 *
 * @param idempotencyKey of the payment
 * @param reference      what the provider or the bank calls the refund
 * @param refundedAt     when it was put on record, by the database's clock
 * @param actionId       where it is on record who said so, and why
 */
public record Refund(String idempotencyKey, long orderId, String reference, Instant refundedAt, long actionId) {
}
