package dev.holdfast.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The value of every record in {@code checkout.stock}: the stock as it is after the change.
 *
 * @param total     units that are or were for sale, sold ones included
 * @param available units neither held nor sold; 0 to total. Units of stale holds count as held here until they are swept
 * @param version   counts the stock's changes from 1 without a gap; one change can be the work of many requests
 */
public record StockEvent(
        @JsonProperty("product_id") long productId,
        @JsonProperty("total") int total,
        @JsonProperty("available") int available,
        @JsonProperty("version") long version) {
}
