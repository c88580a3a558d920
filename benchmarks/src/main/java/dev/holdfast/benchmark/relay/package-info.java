/** Benchmark {@code relay}: from the outbox to Kafka, beside four other ways to get there. */
@NullMarked
package dev.holdfast.benchmark.relay;

import org.jspecify.annotations.NullMarked;
