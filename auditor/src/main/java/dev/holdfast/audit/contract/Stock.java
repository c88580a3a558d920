package dev.holdfast.audit.contract;

import org.jspecify.annotations.Nullable;

/**
 * The units of one product.
 *
 * @param total     units that are or were for sale
 * @param available neither held nor sold
 */
public record Stock(long productId, int total, int available, long version) implements Aggregate {

    @Override
    public AggregateKind kind() {
        return AggregateKind.STOCK;
    }

    @Override
    public String subject() {
        return Long.toString(productId);
    }

    @Override
    public @Nullable Status state() {
        return null;
    }

    public boolean isWithinTotal() {
        return 0 <= available && available <= total;
    }

    @Override
    public boolean hasSameOrigin(Aggregate other) {
        return other instanceof Stock stock && stock.productId == productId;
    }
}
