package dev.holdfast.api.security;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are known.
 *
 * @param open             lets everybody do everything; for trying out, and possible on a loopback address only
 * @param bootstrapKeyHash the SHA-256, in 64 hexadecimal digits, of a key of role admin with which the first keys are made; absent or
 *                         empty for none
 * @param keyRefresh       how often an instance reads the keys, 100 ms to 1 min: a key that is made or revoked on another one is known
 *                         here after that
 * @param rolesClaim       the claim of a token that has its roles, as a list or as a text with blanks between them
 */
@ConfigurationProperties("holdfast.security")
public record SecurityProperties(@DefaultValue("false") boolean open, @Nullable String bootstrapKeyHash,
        @DefaultValue("5s") Duration keyRefresh, @DefaultValue("roles") String rolesClaim) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public SecurityProperties {
        bootstrapKeyHash = bootstrapKeyHash == null || bootstrapKeyHash.isBlank() ? null : bootstrapKeyHash;
        // Without the value, which may be the key itself.
        if (bootstrapKeyHash != null && !SHA_256.matcher(bootstrapKeyHash).matches()) {
            throw new IllegalArgumentException("holdfast.security.bootstrap-key-hash must be the SHA-256 of the key, 64 hexadecimal digits "
                    + "in lower case; docs/operations.md tells how to make both");
        }
        if (keyRefresh.compareTo(Duration.ofMillis(100)) < 0 || keyRefresh.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("holdfast.security.key-refresh must be 100ms to 1m, but is " + keyRefresh);
        }
    }
}
