/** A hold on its way to be paid. */
@NullMarked
package dev.holdfast.checkout.order;

import org.jspecify.annotations.NullMarked;
