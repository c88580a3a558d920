package dev.holdfast.checkout.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many idempotency keys a caller may have. How long they are kept is the expiry worker's matter:
 * {@code holdfast.expiry.idempotency-keys.retention}.
 *
 * @param keysPerCaller keys of one caller that are kept at a time, 1 to 1,000,000,000; requests with a new one beyond it are refused.
 *                      The worker counts them now and then, so it is exceeded by what comes between two counts
 * @param recheck       how often an instance asks who has too many, 1 s to 1 h
 */
@ConfigurationProperties("holdfast.idempotency")
public record IdempotencyProperties(@DefaultValue("10000000") long keysPerCaller, @DefaultValue("10s") Duration recheck) {

    public IdempotencyProperties {
        if (keysPerCaller < 1 || keysPerCaller > 1_000_000_000) {
            throw new IllegalArgumentException("holdfast.idempotency.keys-per-caller must be 1 to 1000000000, but is " + keysPerCaller);
        }
        if (recheck.compareTo(Duration.ofSeconds(1)) < 0 || recheck.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("holdfast.idempotency.recheck must be 1s to 1h, but is " + recheck);
        }
    }
}
