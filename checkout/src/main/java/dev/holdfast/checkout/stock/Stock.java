package dev.holdfast.checkout.stock;

/**
 * The units of one product.
 *
 * @param total     units that are or were for sale, sold ones included
 * @param available neither held nor sold, 0 to total; units of stale holds are not in it until those are expired
 * @param version   counts the changes from 1 without a gap
 */
public record Stock(long productId, int total, int available, long version) {

    /** As many units a product may have in all. */
    public static final int MOST = 1_000_000_000;

    /** @throws IllegalStateException if fewer are available */
    public Stock take(int units) {
        return withAvailable(available - units);
    }

    /** @throws IllegalStateException if more would be available than there are */
    public Stock giveBack(int units) {
        return withAvailable(available + units);
    }

    /**
     * @param units to be added, or, where negative, withdrawn
     * @return whether the stock can be changed so: what is held or sold cannot be withdrawn, and there is a limit to what can be added
     */
    public boolean canSupply(int units) {
        return available + (long) units >= 0 && total + (long) units <= MOST;
    }

    /**
     * @param units to be added, or, where negative, withdrawn
     * @throws IllegalStateException if it cannot be changed so
     */
    public Stock supply(int units) {
        if (!canSupply(units)) {
            throw new IllegalStateException("The stock of product %d, %d of %d available, cannot change by %d"
                    .formatted(productId, available, total, units));
        }
        return new Stock(productId, total + units, available + units, version);
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
