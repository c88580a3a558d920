package dev.holdfast.api.admin.refund;

import dev.holdfast.api.request.PlainText;
import dev.holdfast.api.request.VisibleAscii;
import jakarta.validation.constraints.NotNull;

/**
 * Says that a charge was paid back.
 *
 * @param idempotencyKey of the payment
 * @param reference      what the provider or the bank calls the refund
 */
record RefundRequest(
        @NotNull(message = "is required") @VisibleAscii(max = 255) String idempotencyKey,
        @NotNull(message = "is required") @VisibleAscii(max = 255) String reference,
        @NotNull(message = "is required") @PlainText(max = 64) String operator,
        @NotNull(message = "is required") @PlainText(max = 500) String reason) {
}
