package dev.holdfast.api.payment.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A <a href="https://docs.stripe.com/api/payment_intents/object">PaymentIntent</a> or a
 * <a href="https://docs.stripe.com/api/checkout/sessions/object">Checkout Session</a>; the names of both that are needed here do not clash.
 *
 * @param amountReceived of an intent, in the currency's minor unit as Stripe has it; {@code amount} is what was asked for
 * @param amountTotal    of a session, likewise
 * @param paymentIntent  of a session: the id of its intent, {@code pi_…}
 * @param paymentStatus  of a session: {@code paid}, {@code unpaid} or {@code no_payment_required}
 * @param currency       ISO 4217 code in lower case
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeObject(
        @Nullable String id,
        @Nullable Long amount,
        @Nullable Long amountReceived,
        @Nullable Long amountTotal,
        @Nullable String paymentIntent,
        @Nullable String paymentStatus,
        @Nullable String currency,
        @Nullable Map<String, @Nullable String> metadata) {
}
