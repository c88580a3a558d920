package dev.holdfast.api.admin;

import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.ParkedEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parked event as an operator sees it.
 *
 * @param id            where the next page begins after
 * @param key           whose later events wait
 * @param refusal       why Kafka did not take it when it was tried last
 * @param decision      {@code retry} or {@code skip} when that is decided and not yet done; null otherwise
 * @param waitingBehind how many later events of the key wait, as far as they are among the next
 *                      {@value dev.holdfast.outbox.ParkedEvents#BEHIND} rows of the outbox
 */
record ParkedEventAnswer(long id, UUID eventId, int lane, String aggregateType, String key, String type, String refusal, Instant parkedAt,
        Instant lastTriedAt, int tries, @Nullable String decision, int waitingBehind) {

    static ParkedEventAnswer of(ParkedEvent event) {
        Decision decision = event.decision();
        return new ParkedEventAnswer(event.id(), event.eventId(), event.lane(), event.aggregateType(), event.key(), event.type(),
                event.refusal(), event.parkedAt(), event.lastTriedAt(), event.tries(), decision == null ? null : decision.label(),
                event.waitingBehind());
    }
}
