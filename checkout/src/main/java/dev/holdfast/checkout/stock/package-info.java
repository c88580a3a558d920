/** The units of a product: the one hot row of a sale. */
@NullMarked
package dev.holdfast.checkout.stock;

import org.jspecify.annotations.NullMarked;
