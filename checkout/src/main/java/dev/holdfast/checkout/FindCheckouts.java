package dev.holdfast.checkout;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.product.ProductOnSale;
import java.util.List;
import java.util.Optional;

/** What a storefront may look at: each as it is for a buyer at this very moment, stale holds counted as expired. */
public final class FindCheckouts {

    private final CheckoutTables tables;

    FindCheckouts(CheckoutTables tables) {
        this.tables = tables;
    }

    public Optional<ProductOnSale> product(long id) {
        return tables.products().findOnSale(id);
    }

    /** @return products with an id above {@code after}, by rising id, at most {@code limit} */
    public List<ProductOnSale> products(long after, int limit) {
        return tables.products().listOnSale(after, limit);
    }

    public Optional<Hold> hold(long id) {
        return tables.holds().find(id);
    }

    public Optional<Order> order(long id) {
        return tables.orders().find(id);
    }
}
