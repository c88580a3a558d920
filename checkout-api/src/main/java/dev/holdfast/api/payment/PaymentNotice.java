package dev.holdfast.api.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.request.VisibleAscii;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.checkout.payment.PaymentStatus;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says. Fields that it adds are passed over: providers do that without asking.
 *
 * @param idempotencyKey the same for every delivery of one payment
 * @param status         {@code success} or {@code failure}
 * @param amount         optional: what was charged, in the currency's main unit. A success must be of the order's total
 * @param currency       optional: ISO 4217 code in any case. A success must be of the order's
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PaymentNotice(
        @NotNull(message = "is required") @VisibleAscii(max = 255) String idempotencyKey,
        @ResourceId long orderId,
        @NotNull(message = "is required") @Pattern(regexp = "success|failure", message = "must be success or failure") String status,
        @DecimalMin(value = "0", message = PaymentNotice.AMOUNT) @Digits(integer = 15, fraction = 4, message = PaymentNotice.AMOUNT)
        @Nullable BigDecimal amount,
        @Pattern(regexp = "[A-Za-z]{3}", message = "must be a currency code of three letters (ISO 4217)") @Nullable String currency) {

    static final String AMOUNT = "must be 0 or more, with up to 15 digits before and 4 after the point";

    /** However they are written, 49.90 is 49.9 and eur is EUR: it is the same request. */
    PaymentNotice {
        amount = amount == null ? null : amount.stripTrailingZeros();
        currency = currency == null ? null : currency.toUpperCase(Locale.ROOT);
    }

    PaymentStatus paymentStatus() {
        return PaymentStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }

    Charge charge() {
        return amount == null && currency == null ? Charge.UNSTATED : new Charge(amount, currency);
    }
}
