/** The load: buyers and a payment provider, who write down what they sent and what was answered. */
@NullMarked
package dev.holdfast.faults.buyer;

import org.jspecify.annotations.NullMarked;
