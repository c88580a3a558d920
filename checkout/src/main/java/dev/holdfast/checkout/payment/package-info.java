/** What the payment provider said, and what came of it. */
@NullMarked
package dev.holdfast.checkout.payment;

import org.jspecify.annotations.NullMarked;
