package dev.holdfast.api.admin;

import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.transaction.LockedTransaction;
import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.ParkedEvents;
import dev.holdfast.outbox.ParkedEvents.Outcome;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes down what an operator decides about a parked event, for the relay to carry out.
 *
 * <ol>
 * <li>Lock the idempotency key, if there is one; a request that was answered before gets that answer ({@link IdempotencyKeys}).
 * <li>Lock the parked event by its event's id.
 * <li>Insert the action with the event's complete row; write the decision; write the answer of the key; commit.
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
    private final IdempotencyKeys keys;

    DecideParkedEvents(ParkedEvents parked, LockedTransaction transaction, IdempotencyKeys keys) {
        this.parked = parked;
        this.transaction = transaction;
        this.keys = keys;
    }

    record Command(UUID eventId, Decision decision, String caller, String operator, String reason) {
    }

    /**
     * @throws dev.holdfast.checkout.idempotency.KeyInFlight          if the key is still in use
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    Once.Result<Outcome> decide(Once<Command, Outcome> request) {
        return transaction.run("decide about a parked event",
                status -> keys.claim(List.of(request)).answer(commands -> commands.stream().map(this::decide).toList()).getFirst(),
                result -> result instanceof Once.Result.Decided<Outcome>(Outcome.Decided decided, var _) && parked.isOnRecord(decided));
    }

    private Outcome decide(Command command) {
        return parked.decide(command.eventId(), command.decision(), command.caller(), command.operator(), command.reason());
    }
}
