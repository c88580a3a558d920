package dev.holdfast.benchmark.rival;

import java.time.Instant;

/** A hold as its buyer sees it; the same fields as the checkout API's. */
record RivalHold(long holdId, long productId, int quantity, String status, Instant expiresAt) {
}
