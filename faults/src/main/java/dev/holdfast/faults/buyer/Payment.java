package dev.holdfast.faults.buyer;

/**
 * What the payment provider has to tell.
 *
 * @param key    the provider's idempotency key
 * @param status {@code success} or {@code failure}
 */
record Payment(String key, long order, String status) {
}
