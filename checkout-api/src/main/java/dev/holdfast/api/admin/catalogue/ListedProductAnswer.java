package dev.holdfast.api.admin.catalogue;

import dev.holdfast.checkout.product.ListedProduct;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.stock.StockLevels;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product as an operator sees it.
 *
 * @param price     per unit
 * @param version   counts the changes of the terms
 * @param total     {@code available}, {@code held} and {@code sold} together
 * @param available units that can be held: those of stale holds are among them
 */
record ListedProductAnswer(long id, String name, BigDecimal price, String currency, @Nullable Integer maxPerCustomer,
        @Nullable Instant saleOpensAt, @Nullable Instant saleClosesAt, long version, int total, int available, int held, int sold) {

    static ListedProductAnswer of(ListedProduct listed) {
        Product product = listed.terms().product();
        StockLevels levels = listed.levels();
        return new ListedProductAnswer(product.id(), product.name(), product.price(), product.currency(), product.maxPerCustomer(),
                product.saleOpensAt(), product.saleClosesAt(), listed.terms().version(),
                levels.total(), levels.available(), levels.held(), levels.sold());
    }
}
