package dev.holdfast.api.storefront;

import dev.holdfast.api.request.ResourceId;

/** Asks to turn a hold into an order. */
record OrderRequest(@ResourceId long holdId) {
}
