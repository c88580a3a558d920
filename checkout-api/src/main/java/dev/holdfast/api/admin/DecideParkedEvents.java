package dev.holdfast.api.admin;

import dev.holdfast.checkout.transaction.LockedTransaction;
import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.ParkedEvents;
import dev.holdfast.outbox.ParkedEvents.Outcome;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes down what an operator decides about a parked event, for the relay to carry out.
 *
 * <ol>
 * <li>Lock the parked event by its event's id.
 * <li>Insert the action with the event's complete row; write the decision; commit.
 * </ol>
 *
 * <p>Races. Two operators: the second waits for the lock and learns what the first decided. The relay publishes the event meanwhile:
 * before the insert, the event is no longer parked; after it, the decision has come too late, and the relay writes that beside the
 * action. The relay parks the event again meanwhile: the decision stands.
 */
@Component
final class DecideParkedEvents {

    private final ParkedEvents parked;
    private final LockedTransaction transaction;

    DecideParkedEvents(ParkedEvents parked, LockedTransaction transaction) {
        this.parked = parked;
        this.transaction = transaction;
    }

    record Command(UUID eventId, Decision decision, String operator, String reason) {
    }

    /** @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away */
    Outcome decide(Command command) {
        return transaction.run("decide about a parked event",
                status -> parked.decide(command.eventId(), command.decision(), command.operator(), command.reason()),
                outcome -> outcome instanceof Outcome.Decided decided && parked.isOnRecord(decided));
    }
}
