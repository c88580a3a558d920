package dev.holdfast.api.admin.search;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.holdfast.checkout.operator.OperatorAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator has done.
 *
 * @param id      where the next page begins after
 * @param caller  who was let in: role and name of an API key, or a token's subject; null in records that are older than this
 * @param details a JSON object
 * @param outcome what came of an action that the relay carries out; null for all others, and until then
 */
record ActionAnswer(long id, Instant at, @Nullable String caller, String operator, String action, String subject, String reason,
        @JsonRawValue @Nullable String details, @Nullable String outcome, @Nullable Instant outcomeAt) {

    static ActionAnswer of(OperatorAction action) {
        return new ActionAnswer(action.id(), action.at(), action.caller(), action.operator(), action.action(), action.subject(),
                action.reason(), action.details(), action.outcome(), action.outcomeAt());
    }
}
