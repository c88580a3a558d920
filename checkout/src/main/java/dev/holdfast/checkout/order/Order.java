package dev.holdfast.checkout.order;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold on its way to be paid.
 *
 * @param id        below 2^53; its lowest ten bits are the product's slot
 * @param quantity  units, at least 1; those of the hold
 * @param unitPrice at the time of the order
 * @param total     unit price times quantity
 * @param currency  ISO 4217 code
 * @param createdAt by the database's clock
 * @param expiresAt that of the hold
 * @param version   counts the order's changes from 1 without a gap
 */
public record Order(
        long id,
        long holdId,
        long productId,
        @Nullable String customerId,
        int quantity,
        BigDecimal unitPrice,
        BigDecimal total,
        String currency,
        OrderStatus status,
        Instant createdAt,
        Instant expiresAt,
        long version) {

    /**
     * @return the order after the change
     * @throws IllegalStateException if the status has no such edge
     */
    public Order become(OrderStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Order %d is %s and cannot become %s".formatted(id, status.label(), next.label()));
        }
        return new Order(id, holdId, productId, customerId, quantity, unitPrice, total, currency, next, createdAt, expiresAt, version + 1);
    }

    /** @return the order as a buyer sees it: a pending one has expired with its hold, swept or not */
    public Order seenAt(Instant now) {
        return status == OrderStatus.PENDING && !expiresAt.isAfter(now) ? become(OrderStatus.EXPIRED) : this;
    }
}
