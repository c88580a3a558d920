package dev.holdfast.api.payment.signature;

import dev.holdfast.api.payment.signature.SignatureFault.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How far the time of a signature may be from now. This machine's clock decides, and not the database's as elsewhere: a forged delivery is
 * to be refused without asking the database, and minutes do not hang on the difference.
 *
 * @param limit 1 s to 1 h
 */
record Tolerance(Duration limit, InstantSource clock) {

    Tolerance {
        if (limit.compareTo(Duration.ofSeconds(1)) < 0 || limit.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("holdfast.webhook.tolerance must be 1s to 1h, but is " + limit);
        }
    }

    /** @param signedAt seconds since 1970 */
    Optional<SignatureFault> fault(long signedAt) {
        long age = clock.instant().getEpochSecond() - signedAt;
        if (age > limit.toSeconds()) {
            return Optional.of(new SignatureFault(Reason.STALE, ("The delivery was signed %d seconds ago, and may be %d seconds old. "
                    + "Sign it anew each time that it is sent, and look at the clocks.").formatted(age, limit.toSeconds())));
        }
        return age >= -limit.toSeconds() ? Optional.empty()
                : Optional.of(new SignatureFault(Reason.FUTURE, "The delivery was signed %d seconds in the future. Look at the clocks."
                        .formatted(-age)));
    }
}
