package dev.holdfast.api.storefront;

import dev.holdfast.api.request.Quantity;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.request.VisibleAscii;
import org.jspecify.annotations.Nullable;

/**
 * Asks for units of a product.
 *
 * @param quantity   units; wider than it may be, so that a number that is too large is answered with the limit
 * @param customerId needed where the product has a limit per customer; absent or null for a buyer who is not known
 */
record HoldRequest(@ResourceId long productId, @Quantity long quantity, @VisibleAscii(max = 64) @Nullable String customerId) {
}
