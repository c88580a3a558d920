package dev.holdfast.api.admin;

import dev.holdfast.api.request.PlainText;
import jakarta.validation.constraints.NotNull;

/**
 * Who wants something done, and why. Both are kept for ever.
 *
 * @param operator who; the caller's word is taken for it as long as callers are not authenticated
 * @param reason   why, for whoever reads the record later
 */
record DecisionRequest(
        @NotNull(message = "is required") @PlainText(max = 64) String operator,
        @NotNull(message = "is required") @PlainText(max = 500) String reason) {
}
