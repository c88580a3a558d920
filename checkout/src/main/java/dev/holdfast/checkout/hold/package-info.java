/** Units that a buyer has for a limited time. */
@NullMarked
package dev.holdfast.checkout.hold;

import org.jspecify.annotations.NullMarked;
