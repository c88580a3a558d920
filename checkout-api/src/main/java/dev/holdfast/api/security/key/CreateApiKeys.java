package dev.holdfast.api.security.key;

import dev.holdfast.api.security.Role;
import dev.holdfast.checkout.transaction.LockedTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes a key.
 *
 * <ol>
 * <li>Insert its hash, and put on record who had it made; commit.
 * </ol>
 *
 * <p>Races: none, because each key is a row of its own. After a commit in doubt, its hash tells whether it is there.
 */
@Component
final class CreateApiKeys {

    private final ApiKeys keys;
    private final LiveKeys live;
    private final LockedTransaction transaction;

    CreateApiKeys(ApiKeys keys, LiveKeys live, LockedTransaction transaction) {
        this.keys = keys;
        this.live = live;
        this.transaction = transaction;
    }

    /**
     * @param expiresInDays null for a key that is good until it is revoked
     * @param operator      who wants it
     */
    record Command(String name, Role role, @Nullable Integer expiresInDays, String operator) {
    }

    /** @param secret nobody can read it again later */
    record Created(ApiKey key, SecretKey secret) {
    }

    /** @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away */
    Created create(Command command) {
        SecretKey secret = SecretKey.random();
        ApiKey key = transaction.run("create an API key", status -> insert(command, secret), created -> keys.isThere(secret.sha256()));
        live.refresh();
        return new Created(key, secret);
    }

    private ApiKey insert(Command command, SecretKey secret) {
        ApiKey key = keys.insert(command.name(), command.role(), secret.sha256(), command.expiresInDays());
        keys.record(key.id(), "create-api-key", command.operator());
        return key;
    }
}
