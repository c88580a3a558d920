package dev.holdfast.api.security.key;

import dev.holdfast.api.security.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key that was made.
 *
 * @param name      of the client that has it; a client may have several, while one replaces another
 * @param expiresAt from when on it is no longer good; null for never
 * @param revokedAt null while it is good
 */
record ApiKey(long id, String name, Role role, Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {

    /** @return see {@link dev.holdfast.api.security.Caller#id} */
    static String callerId(String name, Role role) {
        return role.label() + ":" + name;
    }
}
