package dev.holdfast.checkout.admin;

import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.product.ProductVersion;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stays on record about a product that was added or changed: a change can be read, and taken back, from its row alone. */
final class CatalogueAction {

    private CatalogueAction() {
    }

    /** The terms of a product at one time. */
    record Terms(String name, BigDecimal price, String currency, @Nullable Integer maxPerCustomer, @Nullable Instant saleOpensAt,
            @Nullable Instant saleClosesAt) {

        static Terms of(Product product) {
            return new Terms(product.name(), product.price(), product.currency(), product.maxPerCustomer(), product.saleOpensAt(),
                    product.saleClosesAt());
        }
    }

    record Addition(Terms terms, int total) {
    }

    record Change(Terms before, Terms after, long version) {
    }

    static String subject(ProductVersion product) {
        return "product/" + product.product().id();
    }

    static Addition added(Product product, int total) {
        return new Addition(Terms.of(product), total);
    }

    static Change changed(ProductVersion before, ProductVersion after) {
        return new Change(Terms.of(before.product()), Terms.of(after.product()), after.version());
    }
}
