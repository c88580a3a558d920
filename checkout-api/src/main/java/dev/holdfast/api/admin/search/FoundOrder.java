package dev.holdfast.api.admin.search;

import dev.holdfast.checkout.order.Order;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as an operator sees it; a pending one whose time is over is {@code expired}, swept or not. */
record FoundOrder(long orderId, long holdId, long productId, @Nullable String customerId, int quantity, BigDecimal unitPrice,
        BigDecimal total, String currency, String status, Instant createdAt, Instant expiresAt, long version) {

    static FoundOrder of(Order order) {
        return new FoundOrder(order.id(), order.holdId(), order.productId(), order.customerId(), order.quantity(), order.unitPrice(),
                order.total(), order.currency(), order.status().label(), order.createdAt(), order.expiresAt(), order.version());
    }
}
