package dev.holdfast.api.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.request.VisibleAscii;
import dev.holdfast.checkout.payment.PaymentStatus;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;

/**
 * What the provider says. Fields that it adds are passed over: providers do that without asking.
 *
 * @param idempotencyKey the same for every delivery of one payment
 * @param status         {@code success} or {@code failure}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PaymentNotice(
        @NotNull(message = "is required") @VisibleAscii(max = 255) String idempotencyKey,
        @ResourceId long orderId,
        @NotNull(message = "is required") @Pattern(regexp = "success|failure", message = "must be success or failure") String status) {

    PaymentStatus paymentStatus() {
        return PaymentStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }
}
