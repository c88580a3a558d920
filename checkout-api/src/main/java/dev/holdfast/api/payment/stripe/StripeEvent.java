package dev.holdfast.api.payment.stripe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.holdfast.api.request.VisibleAscii;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import tools.jackson.databind.JsonNode;

/**
 * An <a href="https://docs.stripe.com/api/events/object">event</a>, of which only what is needed is read: so any version of Stripe's API
 * will do that an endpoint is set to. The library's own model fits one version.
 *
 * @param id   {@code evt_…}, the same for every delivery of it
 * @param type such as {@code payment_intent.succeeded}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StripeEvent(
        @NotNull(message = "is required") @VisibleAscii(max = 200) String id,
        @NotNull(message = "is required") @VisibleAscii(max = 100) String type,
        @NotNull(message = "is required") @Valid Data data) {

    /** @param object of a kind that depends on the type */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(@NotNull(message = "is required") JsonNode object) {
    }
}
