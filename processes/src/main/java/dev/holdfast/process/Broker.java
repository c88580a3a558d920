package dev.holdfast.process;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka to publish to.
 *
 * @param bootstrap as in {@code bootstrap.servers}
 * @param process   of the broker; null when it was not started here
 */
public record Broker(String bootstrap, @Nullable JavaProcess process) {

    /** @return null when it was not started here, so that its processor time is not known */
    public @Nullable Long pid() {
        return process == null ? null : process.pid();
    }
}
