package dev.holdfast.api.storefront;

import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.product.ProductOnSale;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product as a buyer sees it.
 *
 * @param price          per unit
 * @param currency       ISO 4217 code
 * @param availableStock exact at the moment of the read
 * @param saleOpensAt    null when it has always been open
 * @param saleClosesAt   null when it never closes
 */
record ProductAnswer(long id, String name, BigDecimal price, String currency, int availableStock, @Nullable Instant saleOpensAt,
        @Nullable Instant saleClosesAt) {

    static ProductAnswer of(ProductOnSale onSale) {
        Product product = onSale.product();
        return new ProductAnswer(product.id(), product.name(), product.price(), product.currency(),
                onSale.availableStock(), product.saleOpensAt(), product.saleClosesAt());
    }
}
