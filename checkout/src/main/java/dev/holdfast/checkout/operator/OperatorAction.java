package dev.holdfast.checkout.operator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator has done, as it is on record.
 *
 * @param caller    who was let in: role and name of an API key, or a token's subject; null in records that are older than this
 * @param operator  who it was in the caller's own words
 * @param action    what, such as {@code change-stock}
 * @param subject   about what, such as {@code product/17}, or the id of a parked event
 * @param details   a JSON object; null where there is nothing to add
 * @param outcome   what came of an action that is carried out later; null for all others, and until then
 * @param outcomeAt null together with {@code outcome}
 */
public record OperatorAction(long id, Instant at, @Nullable String caller, String operator, String action, String subject, String reason,
        @Nullable String details, @Nullable String outcome, @Nullable Instant outcomeAt) {
}
