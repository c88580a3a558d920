/** What is sold, at which price and when. */
@NullMarked
package dev.holdfast.checkout.product;

import org.jspecify.annotations.NullMarked;
