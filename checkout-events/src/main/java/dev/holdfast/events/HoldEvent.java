package dev.holdfast.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The value of every record in {@code checkout.holds}: the hold as it is after the change.
 *
 * @param quantity  units, at least 1
 * @param status    {@code reserved}, {@code attached}, {@code consumed}, {@code released} or {@code expired}
 * @param expiresAt when the hold ends unless it is paid, by the database's clock
 * @param version   counts the hold's changes from 1 without a gap
 */
public record HoldEvent(
        @JsonProperty("hold_id") long holdId,
        @JsonProperty("product_id") long productId,
        @JsonProperty("customer_id") @Nullable String customerId,
        @JsonProperty("quantity") int quantity,
        @JsonProperty("status") String status,
        @JsonProperty("expires_at") Instant expiresAt,
        @JsonProperty("version") long version) {
}
