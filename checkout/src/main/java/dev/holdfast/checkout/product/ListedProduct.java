package dev.holdfast.checkout.product;

import dev.holdfast.checkout.stock.StockLevels;

/** A product as operators see it: its terms, and where its units are at this moment. */
public record ListedProduct(ProductVersion terms, StockLevels levels) {
}
