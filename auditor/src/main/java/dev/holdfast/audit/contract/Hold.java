package dev.holdfast.audit.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Units that a buyer holds.
 *
 * @param quantity  units, at least 1
 * @param expiresAt microseconds since 1970 by the database's clock, UTC
 */
public record Hold(long id, long productId, @Nullable String customerId, int quantity, HoldStatus status, long expiresAt, long version)
        implements Aggregate {

    @Override
    public AggregateKind kind() {
        return AggregateKind.HOLD;
    }

    @Override
    public String subject() {
        return Long.toString(id);
    }

    @Override
    public Status state() {
        return status;
    }

    @Override
    public boolean hasSameOrigin(Aggregate other) {
        return other instanceof Hold hold && hold.id == id && hold.productId == productId && hold.quantity == quantity
                && hold.expiresAt == expiresAt && Objects.equals(hold.customerId, customerId);
    }
}
