package dev.holdfast.checkout.transaction;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a locked transaction is tried.
 *
 * @param maxAttempts 1 or more; after a deadlock, a lock wait that timed out, or a commit in doubt
 * @param backoff     the longest wait before the second attempt; doubled for each one after it, and drawn at random below that
 * @param deadline    no attempt begins later than this after the first one: a row that somebody else keeps locked costs a lock
 *                    wait each time
 */
@ConfigurationProperties("holdfast.transaction")
public record TransactionProperties(@DefaultValue("5") int maxAttempts, @DefaultValue("5ms") Duration backoff,
        @DefaultValue("3s") Duration deadline) {

    public TransactionProperties {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("holdfast.transaction.max-attempts must be at least 1, but is " + maxAttempts);
        }
        if (backoff.isNegative() || backoff.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("holdfast.transaction.backoff must be 0 to 1s, but is " + backoff);
        }
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("holdfast.transaction.deadline must not be negative, but is " + deadline);
        }
    }
}
