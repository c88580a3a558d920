package dev.holdfast.api.admin.search;

import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.request.UtcTime;
import dev.holdfast.api.request.VisibleAscii;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.search.PaymentFilter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Which payments are wanted: those for which all that is given is true.
 *
 * @param after the {@code next} of the page before
 */
record PaymentQuery(
        @BindParam("order_id") @ResourceId @Nullable Long orderId,
        @BindParam("product_id") @ResourceId @Nullable Long productId,
        @BindParam("customer_id") @VisibleAscii(max = 64) @Nullable String customerId,
        @Pattern(regexp = STATUS, message = "must be one of " + STATUS) @Nullable String status,
        @Pattern(regexp = OUTCOME, message = "must be one of " + OUTCOME) @Nullable String outcome,
        @BindParam("received_from") @UtcTime @Nullable String receivedFrom,
        @BindParam("received_to") @UtcTime @Nullable String receivedTo,
        @Nullable String after,
        @Min(value = 1, message = LIMITS) @Max(value = 200, message = LIMITS) @Nullable Long limit) {

    private static final String STATUS = "success|failure";
    private static final String OUTCOME = "paid|cancelled|refund_required|duplicate_charge|no_effect|unmatched";
    private static final String LIMITS = "must be from 1 to 200";
    private static final int USUAL_LIMIT = 50;

    PaymentFilter filter() {
        Set<PaymentOutcome> outcomes = outcome == null ? EnumSet.allOf(PaymentOutcome.class) : Set.of(PaymentOutcome.of(outcome));
        return new PaymentFilter(orderId, productId, customerId, outcomes, status, CheckoutQuery.time(receivedFrom),
                CheckoutQuery.time(receivedTo), false);
    }

    int pageSize() {
        return limit == null ? USUAL_LIMIT : Math.toIntExact(limit);
    }
}
