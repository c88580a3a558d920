package dev.holdfast.api.security.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that has just been made.
 *
 * @param key to be sent as {@code Authorization: Bearer <key>}; this is the only answer that ever has it
 */
record CreatedKeyAnswer(long id, String name, String role, String key, Instant createdAt, @Nullable Instant expiresAt) {

    static CreatedKeyAnswer of(CreateApiKeys.Created created) {
        ApiKey key = created.key();
        return new CreatedKeyAnswer(key.id(), key.name(), key.role().label(), created.secret().text(), key.createdAt(), key.expiresAt());
    }

    /** Spring writes answers down while somebody looks for a fault. */
    @Override
    public String toString() {
        return "CreatedKeyAnswer[id=%d, name=%s, role=%s]".formatted(id, name, role);
    }
}
