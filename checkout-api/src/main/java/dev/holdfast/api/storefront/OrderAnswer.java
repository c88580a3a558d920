package dev.holdfast.api.storefront;

import dev.holdfast.checkout.order.Order;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An order as its buyer sees it.
 *
 * @param expiresAt that of its hold; a pending order ends then
 */
record OrderAnswer(long orderId, String status, long holdId, long productId, int quantity, BigDecimal unitPrice, BigDecimal total,
        String currency, Instant expiresAt) {

    static OrderAnswer of(Order order) {
        return new OrderAnswer(order.id(), order.status().label(), order.holdId(), order.productId(), order.quantity(),
                order.unitPrice(), order.total(), order.currency(), order.expiresAt());
    }
}
