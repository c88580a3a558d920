package dev.holdfast.api.security.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as an administrator sees it: all but the key itself. */
record ApiKeyAnswer(long id, String name, String role, Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {

    static ApiKeyAnswer of(ApiKey key) {
        return new ApiKeyAnswer(key.id(), key.name(), key.role().label(), key.createdAt(), key.expiresAt(), key.revokedAt());
    }
}
