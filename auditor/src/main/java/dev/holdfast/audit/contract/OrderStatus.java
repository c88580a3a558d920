package dev.holdfast.audit.contract;

import dev.holdfast.audit.json.Unreadable;
import java.util.Locale;
import java.util.Set;

/** The states of an order. */
public enum OrderStatus implements Status {
    PENDING,
    PAID,
    CANCELLED,
    EXPIRED,
    REFUND_REQUIRED;

    @Override
    public Set<OrderStatus> nexts() {
        return switch (this) {
            case PENDING -> Set.of(PAID, CANCELLED, EXPIRED);
            case CANCELLED, EXPIRED -> Set.of(PAID, REFUND_REQUIRED);
            case PAID, REFUND_REQUIRED -> Set.of();
        };
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Unreadable if there is no such status */
    public static OrderStatus of(String label) {
        return switch (label) {
            case "pending" -> PENDING;
            case "paid" -> PAID;
            case "cancelled" -> CANCELLED;
            case "expired" -> EXPIRED;
            case "refund_required" -> REFUND_REQUIRED;
            default -> throw new Unreadable("an order cannot be '%s'".formatted(label));
        };
    }
}
