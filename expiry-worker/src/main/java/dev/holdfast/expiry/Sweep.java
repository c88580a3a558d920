package dev.holdfast.expiry;

/**
 * What one sweep did.
 *
 * @param expired        holds
 * @param products       those that had stale holds when the sweep began
 * @param failedProducts those whose transaction failed; the others went on
 * @param complete       false when the limit came first and some products are left for the next sweep
 */
record Sweep(int expired, int products, int failedProducts, boolean complete) {
}
