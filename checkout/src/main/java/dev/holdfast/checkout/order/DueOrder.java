package dev.holdfast.checkout.order;

import java.time.Instant;

/**
 * A pending order whose hold's time is over, and whose hold was not expired yet.
 *
 * @param createdAt by the database's clock
 */
public record DueOrder(long id, long holdId, long productId, Instant createdAt) {
}
