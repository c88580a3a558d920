package dev.holdfast.api.admin.search;

import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.request.UtcTime;
import dev.holdfast.api.request.VisibleAscii;
import dev.holdfast.checkout.search.CheckoutFilter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Which holds or orders are wanted: those for which all that is given is true.
 *
 * @param after ids below this one: the {@code next} of the page before
 */
record CheckoutQuery(
        @BindParam("product_id") @ResourceId @Nullable Long productId,
        @BindParam("customer_id") @VisibleAscii(max = 64) @Nullable String customerId,
        @BindParam("created_from") @UtcTime @Nullable String createdFrom,
        @BindParam("created_to") @UtcTime @Nullable String createdTo,
        @ResourceId @Nullable Long after,
        @Min(value = 1, message = LIMITS) @Max(value = 200, message = LIMITS) @Nullable Long limit) {

    private static final String LIMITS = "must be from 1 to 200";
    private static final int USUAL_LIMIT = 50;

    CheckoutFilter filter(@Nullable String status) {
        return new CheckoutFilter(productId, customerId, status, time(createdFrom), time(createdTo));
    }

    long before() {
        return after == null ? Long.MAX_VALUE : after;
    }

    int pageSize() {
        return limit == null ? USUAL_LIMIT : Math.toIntExact(limit);
    }

    static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
