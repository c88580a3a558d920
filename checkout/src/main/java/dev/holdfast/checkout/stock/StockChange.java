package dev.holdfast.checkout.stock;

/** What one transaction did to the stock of a product, however many requests it served. */
public record StockChange(Stock before, Stock after) {

    /** @return whether it took the last available unit */
    public boolean soldOut() {
        return before.available() > 0 && after.available() == 0;
    }

    /** @return whether it made the first unit available again */
    public boolean restocked() {
        return before.available() == 0 && after.available() > 0;
    }
}
