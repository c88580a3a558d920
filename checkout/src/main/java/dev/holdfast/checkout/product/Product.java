package dev.holdfast.checkout.product;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is sold and on which terms.
 *
 * @param price          per unit, not negative, up to four decimals
 * @param currency       ISO 4217 code
 * @param maxPerCustomer units that one customer may hold or have bought; null for no limit
 * @param saleOpensAt    first instant of the sale; null when it has always been open
 * @param saleClosesAt   first instant after the sale; null when it never closes
 */
public record Product(
        long id,
        String name,
        BigDecimal price,
        String currency,
        @Nullable Integer maxPerCustomer,
        @Nullable Instant saleOpensAt,
        @Nullable Instant saleClosesAt) {

    /** @return the same terms under that id */
    public Product withId(long newId) {
        return new Product(newId, name, price, currency, maxPerCustomer, saleOpensAt, saleClosesAt);
    }

    /** @return the same terms in that currency */
    public Product withCurrency(String newCurrency) {
        return new Product(id, name, price, newCurrency, maxPerCustomer, saleOpensAt, saleClosesAt);
    }

    /** @return whether holds may be placed */
    public boolean isOnSale(Instant now) {
        return (saleOpensAt == null || !saleOpensAt.isAfter(now)) && (saleClosesAt == null || saleClosesAt.isAfter(now));
    }
}
