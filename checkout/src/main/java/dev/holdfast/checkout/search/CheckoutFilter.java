package dev.holdfast.checkout.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which holds or orders are wanted: those for which all that is not null is true.
 *
 * @param status      as a buyer sees it now: what is stale has expired
 * @param createdFrom first instant
 * @param createdTo   first instant that is too late
 */
public record CheckoutFilter(@Nullable Long productId, @Nullable String customerId, @Nullable String status,
        @Nullable Instant createdFrom, @Nullable Instant createdTo) {
}
