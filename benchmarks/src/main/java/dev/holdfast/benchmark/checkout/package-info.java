/** The benchmark {@code checkout}: from the hold to the payment, until the last event is in Kafka. */
@NullMarked
package dev.holdfast.benchmark.checkout;

import org.jspecify.annotations.NullMarked;
