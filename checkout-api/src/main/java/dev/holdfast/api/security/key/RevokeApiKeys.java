package dev.holdfast.api.security.key;

import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Ends a key.
 *
 * <ol>
 * <li>Set the time of its end, unless it has one; if it had none, put on record who wants it.
 * <li>Read the key; commit.
 * </ol>
 *
 * <p>Races. Two at once: the second waits for the row, changes nothing and gives the same answer, as does a repeat after a commit in doubt.
 */
@Component
final class RevokeApiKeys {

    private final ApiKeys keys;
    private final LiveKeys live;
    private final LockedTransaction transaction;

    RevokeApiKeys(ApiKeys keys, LiveKeys live, LockedTransaction transaction) {
        this.keys = keys;
        this.live = live;
        this.transaction = transaction;
    }

    /**
     * Ends it on this instance at once, on others within {@code holdfast.security.key-refresh}.
     *
     * @param operator who wants it
     * @return the key as it is now; empty if there is none
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    Optional<ApiKey> revoke(long id, String operator) {
        Optional<ApiKey> revoked = transaction.run("revoke an API key", status -> {
            if (keys.revoke(id)) {
                keys.record(id, "revoke-api-key", operator);
            }
            return keys.lock(id);
        }, result -> false);
        live.refresh();
        return revoked;
    }
}
