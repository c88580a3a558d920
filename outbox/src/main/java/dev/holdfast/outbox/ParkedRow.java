package dev.holdfast.outbox;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that holds back its key, as the relay needs to know it.
 *
 * @param id           of the row in the outbox
 * @param sinceTried   since it was tried last, by the database's clock
 * @param isPublished  whether the row is no longer in the outbox: then it has been published, and can be forgotten
 * @param order        null while nobody has decided
 */
public record ParkedRow(long id, UUID eventId, String key, Duration sinceTried, boolean isPublished, @Nullable Order order) {

    /**
     * What an operator wants done.
     *
     * @param actionId where it is on record; tells two orders for one row apart
     */
    public record Order(Decision decision, long actionId) {
    }
}
