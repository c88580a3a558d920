/** What buyers call: products, holds, orders. */
@NullMarked
package dev.holdfast.api.storefront;

import org.jspecify.annotations.NullMarked;
