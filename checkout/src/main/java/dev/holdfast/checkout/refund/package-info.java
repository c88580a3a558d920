/** Charges that are owed back, and which of them have been paid back. */
@NullMarked
package dev.holdfast.checkout.refund;

import org.jspecify.annotations.NullMarked;
