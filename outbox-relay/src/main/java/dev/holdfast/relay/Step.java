package dev.holdfast.relay;

import dev.holdfast.outbox.OutboxEvent;
import java.util.List;
import java.util.UUID;

/** What one step of a lane came to. */
sealed interface Step {

    /** @param rows at least 1: committed in Kafka; the next step deletes them from the outbox */
    record Published(int rows) implements Step {
    }

    /** No row waits but those of parked keys. */
    record Idle() implements Step {
    }

    /**
     * An event was found that Kafka will never take. Nothing of its batch was published; the rest of it goes next.
     *
     * @param event that holds back the later ones of its key from now on
     */
    record Parked(OutboxEvent event, String reason) implements Step {
    }

    /** @param events that an operator has ordered never to be published; gone from the outbox */
    record Skipped(List<UUID> events) implements Step {
    }

    /**
     * Kafka or the database failed, or another relay took the lane. The producer is gone; the next step starts the lane anew.
     *
     * @param fenced whether another relay has taken the lane
     */
    record Restarted(Throwable cause, boolean fenced) implements Step {
    }

    /**
     * To go on could lose or repeat an event, so the lane stands still until a person has acted.
     *
     * @param reason what is wrong and what to do about it
     */
    record Refused(String reason) implements Step {
    }
}
