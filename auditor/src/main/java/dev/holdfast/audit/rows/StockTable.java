package dev.holdfast.audit.rows;

import dev.holdfast.audit.contract.Stock;
import java.util.ArrayList;
import java.util.List;

/** The stock of all products, by the numbers in which they came. Products are few, so these are plain objects. */
public final class StockTable {

    private final LongIndex ids = new LongIndex(8);
    private final List<Stock> stocks = new ArrayList<>();

    public void add(Stock stock) {
        if (ids.add(stock.productId()) == stocks.size()) {
            stocks.add(stock);
        }
    }

    public Stock get(int at) {
        return stocks.get(at);
    }

    /** @return -1 if there is no such product */
    public int find(long product) {
        return ids.find(product);
    }

    public int size() {
        return stocks.size();
    }
}
