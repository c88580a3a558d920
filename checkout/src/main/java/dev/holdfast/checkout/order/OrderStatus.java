package dev.holdfast.checkout.order;

import java.util.Locale;
import java.util.Set;

/**
 * The states of an order and the edges between them. Nothing else may change an order's status.
 *
 * <pre>
 * PENDING ─payment success► PAID      PENDING ─payment failure, buyer cancels► CANCELLED      PENDING ─hold expired► EXPIRED
 * CANCELLED, EXPIRED ─late payment success, stock there► PAID
 * CANCELLED, EXPIRED ─late payment success, stock gone► REFUND_REQUIRED
 * </pre>
 */
public enum OrderStatus {
    PENDING,
    PAID,
    CANCELLED,
    EXPIRED,
    REFUND_REQUIRED;

    /** @return whether the edge from this status to {@code next} exists */
    public boolean canBecome(OrderStatus next) {
        return nexts().contains(next);
    }

    private Set<OrderStatus> nexts() {
        return switch (this) {
            case PENDING -> Set.of(PAID, CANCELLED, EXPIRED);
            case CANCELLED, EXPIRED -> Set.of(PAID, REFUND_REQUIRED);
            case PAID, REFUND_REQUIRED -> Set.of();
        };
    }

    /** @return as in the database, the API and the events, such as {@code refund_required} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no status has that label */
    public static OrderStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
