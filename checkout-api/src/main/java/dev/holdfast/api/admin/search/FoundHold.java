package dev.holdfast.api.admin.search;

import dev.holdfast.checkout.hold.Hold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A hold as an operator sees it; stale ones are {@code expired}, swept or not. */
record FoundHold(long holdId, long productId, @Nullable String customerId, int quantity, String status, Instant createdAt,
        Instant expiresAt, long version) {

    static FoundHold of(Hold hold) {
        return new FoundHold(hold.id(), hold.productId(), hold.customerId(), hold.quantity(), hold.status().label(), hold.createdAt(),
                hold.expiresAt(), hold.version());
    }
}
