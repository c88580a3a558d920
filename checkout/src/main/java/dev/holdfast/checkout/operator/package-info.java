/** What operators have done: who, when and why. */
@NullMarked
package dev.holdfast.checkout.operator;

import org.jspecify.annotations.NullMarked;
