package dev.holdfast.checkout.operator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator has done, as it is on record.
 *
 * @param action    what, such as {@code change-stock}
 * @param subject   about what, such as {@code product/17}, or the id of a parked event
 * @param details   a JSON object; null where there is nothing to add
 * @param outcome   what came of an action that is carried out later; null for all others, and until then
 * @param outcomeAt null together with {@code outcome}
 */
public record OperatorAction(long id, Instant at, String operator, String action, String subject, String reason, @Nullable String details,
        @Nullable String outcome, @Nullable Instant outcomeAt) {
}
