package dev.holdfast.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The value of every record in {@code checkout.orders}: the order as it is after the change.
 *
 * @param quantity  units, at least 1
 * @param unitPrice at the time of the order
 * @param total     unit price times quantity
 * @param currency  ISO 4217 code
 * @param status    {@code pending}, {@code paid}, {@code cancelled}, {@code expired} or {@code refund_required}
 * @param version   counts the order's changes from 1 without a gap
 */
public record OrderEvent(
        @JsonProperty("order_id") long orderId,
        @JsonProperty("hold_id") long holdId,
        @JsonProperty("product_id") long productId,
        @JsonProperty("customer_id") @Nullable String customerId,
        @JsonProperty("quantity") int quantity,
        @JsonProperty("unit_price") BigDecimal unitPrice,
        @JsonProperty("total") BigDecimal total,
        @JsonProperty("currency") String currency,
        @JsonProperty("status") String status,
        @JsonProperty("version") long version) {
}
