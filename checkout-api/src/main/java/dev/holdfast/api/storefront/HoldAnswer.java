package dev.holdfast.api.storefront;

import dev.holdfast.checkout.hold.Hold;
import java.time.Instant;

/** A hold as its buyer sees it. */
record HoldAnswer(long holdId, long productId, int quantity, String status, Instant expiresAt) {

    static HoldAnswer of(Hold hold) {
        return new HoldAnswer(hold.id(), hold.productId(), hold.quantity(), hold.status().label(), hold.expiresAt());
    }
}
