package dev.holdfast.audit.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a hold has become.
 *
 * @param quantity  units, at least 1
 * @param unitPrice in units of 0.0001 of the currency, modulo 2^64
 * @param total     likewise
 */
public record Order(long id, long holdId, long productId, @Nullable String customerId, int quantity, long unitPrice, long total,
        String currency, OrderStatus status, long version) implements Aggregate {

    @Override
    public AggregateKind kind() {
        return AggregateKind.ORDER;
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
        return other instanceof Order order && order.id == id && order.holdId == holdId && order.productId == productId
                && order.quantity == quantity && order.unitPrice == unitPrice && order.total == total
                && order.currency.equals(currency) && Objects.equals(order.customerId, customerId);
    }
}
