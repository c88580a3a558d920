package dev.holdfast.checkout.stock;

/**
 * The units of one product.
 *
 * @param total     units that are or were for sale, sold ones included
 * @param available neither held nor sold, 0 to total; units of stale holds are not in it until those are expired
 * @param version   counts the changes from 1 without a gap
 */
public record Stock(long productId, int total, int available, long version) {

    /** @throws IllegalStateException if fewer are available */
    public Stock take(int units) {
        return withAvailable(available - units);
    }

    /** @throws IllegalStateException if more would be available than there are */
    public Stock giveBack(int units) {
        return withAvailable(available + units);
    }

    private Stock withAvailable(int units) {
        if (units < 0 || units > total) {
            throw new IllegalStateException("Product %d cannot have %d of %d units available".formatted(productId, units, total));
        }
        return new Stock(productId, total, units, version);
    }

    /** @return the same as the next version of {@code stored} */
    public StockChange changeOf(Stock stored) {
        return new StockChange(stored, new Stock(productId, total, available, stored.version + 1));
    }
}
