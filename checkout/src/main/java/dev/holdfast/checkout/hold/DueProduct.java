package dev.holdfast.checkout.hold;

import java.time.Duration;

/**
 * A product with stale holds.
 *
 * @param overdue how long the longest overdue one has been stale, by the database's clock
 */
public record DueProduct(long productId, Duration overdue) {
}
