package dev.holdfast.api.admin;

import dev.holdfast.api.request.PlainText;
import jakarta.validation.constraints.NotNull;

/**
 * Who wants something done, and why. Both are kept for ever.
 *
 * @param operator who, in the caller's own words: a key may be that of a team or of a tool
 * @param reason   why, for whoever reads the record later
 */
record DecisionRequest(
        @NotNull(message = "is required") @PlainText(max = 64) String operator,
        @NotNull(message = "is required") @PlainText(max = 500) String reason) {
}
