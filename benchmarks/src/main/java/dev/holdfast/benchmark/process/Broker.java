package dev.holdfast.benchmark.process;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka to publish to.
 *
 * @param bootstrap as in {@code bootstrap.servers}
 * @param pid       of the broker; null when it was not started here, so that its processor time is not known
 */
public record Broker(String bootstrap, @Nullable Long pid) {
}
