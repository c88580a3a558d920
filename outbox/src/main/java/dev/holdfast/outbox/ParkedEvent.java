package dev.holdfast.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that Kafka refuses for good, as operators see it. Times are the database's.
 *
 * @param id            of its row in the outbox
 * @param key           whose later events wait behind it
 * @param refusal       why Kafka did not take it when it was tried last; up to {@value OutboxParking#MAX_REASON} printable characters
 * @param tries         at least 1
 * @param decision      what the relay has yet to do about it; null while nobody has decided
 * @param waitingBehind later events of its key, of the {@value ParkedEvents#BEHIND} waiting rows that were looked at
 */
public record ParkedEvent(
        long id,
        UUID eventId,
        int lane,
        String aggregateType,
        String key,
        String type,
        String refusal,
        Instant parkedAt,
        Instant lastTriedAt,
        int tries,
        @Nullable Decision decision,
        int waitingBehind) {
}
