package dev.holdfast.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The keys of one lane that have an event which Kafka will never take. All rows of such a key stay in the outbox, in their order,
 * and the lane's other keys flow past them.
 *
 * <p>Only in memory: after a restart, or when the lane moves to another relay, the event is tried once more and its key parked
 * again. So nothing is lost, repeated or reordered whatever happens to this list. It is bounded: a lane that would have to park
 * more keys stands still. A key is tried again by and by, because the reason may have been a setting that was since corrected.
 * Used by one thread at a time.
 */
final class ParkedKeys {

    private final InstantSource clock;
    private final Duration retryAfter;
    private final int maxKeys;
    private final Map<String, Instant> retryAt = new HashMap<>();

    ParkedKeys(InstantSource clock, Duration retryAfter, int maxKeys) {
        this.clock = clock;
        this.retryAfter = retryAfter;
        this.maxKeys = maxKeys;
    }

    /** @return false when there is no room for it */
    boolean park(String key) {
        if (!retryAt.containsKey(key) && retryAt.size() >= maxKeys) {
            return false;
        }
        retryAt.put(key, clock.instant().plus(retryAfter));
        return true;
    }

    /** @return the keys whose rows are to be left where they are at this moment */
    Set<String> keys() {
        Instant now = clock.instant();
        retryAt.values().removeIf(at -> !at.isAfter(now));
        return Set.copyOf(retryAt.keySet());
    }
}
