package dev.holdfast.api.admin;

import dev.holdfast.outbox.ParkedEvents;
import java.util.UUID;

/**
 * What has been decided and is about to be done.
 *
 * @param decision {@code retry} or {@code skip}
 * @param actionId the row of {@code operator_action} where it is on record, and where its outcome will be
 */
record DecisionAnswer(UUID eventId, String decision, long actionId) {

    static DecisionAnswer of(ParkedEvents.Outcome.Decided decided) {
        return new DecisionAnswer(decided.eventId(), decided.decision().label(), decided.actionId());
    }
}
