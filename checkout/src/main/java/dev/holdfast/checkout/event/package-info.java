/** Turns what changed into the events of the published contract. */
@NullMarked
package dev.holdfast.checkout.event;

import org.jspecify.annotations.NullMarked;
