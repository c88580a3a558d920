package dev.holdfast.checkout.stock;

/**
 * Where the units of a product are, as buyers see it at one moment: units of stale holds are available.
 *
 * @param total     available, held and sold ones together
 * @param available can be held, or withdrawn
 * @param held      in holds whose time is not over
 * @param sold      in paid orders
 */
public record StockLevels(long productId, int total, int available, int held, int sold) {

    /**
     * @param held  units in holds whose time is not over
     * @param stale units in holds whose time is over, and which {@code stock} does not count as available yet
     */
    public static StockLevels of(Stock stock, int held, int stale) {
        int available = stock.available() + stale;
        return new StockLevels(stock.productId(), stock.total(), available, held, stock.total() - available - held);
    }
}
