package dev.holdfast.api.admin.catalogue;

import dev.holdfast.api.problem.InvalidRequest;
import dev.holdfast.checkout.product.Money;
import dev.holdfast.checkout.product.Product;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What requests that name the terms of a product have in common. */
final class Terms {

    // So that a price times the largest quantity still fits the columns.
    static final String PRICES = "must be from 0 to 999999999.9999, with up to four decimals";

    static final String LIMITS = "must be from 1 to 1000000000, or absent for no limit";

    private Terms() {
    }

    /** When holds may be placed; null stands for no such limit. */
    record Window(@Nullable Instant opensAt, @Nullable Instant closesAt) {
    }

    /**
     * @param opensAt  valid, or null
     * @param closesAt likewise
     * @throws InvalidRequest if it would close before it opens
     */
    static Window window(@Nullable String opensAt, @Nullable String closesAt) {
        Window window = new Window(opensAt == null ? null : Instant.parse(opensAt), closesAt == null ? null : Instant.parse(closesAt));
        if (window.opensAt != null && window.closesAt != null && !window.closesAt.isAfter(window.opensAt)) {
            throw new InvalidRequest("sale_closes_at", "must be later than sale_opens_at");
        }
        return window;
    }

    static Product of(long id, String name, BigDecimal price, String currency, @Nullable Long maxPerCustomer, Window window) {
        return new Product(id, name, Money.readable(price), currency, maxPerCustomer == null ? null : Math.toIntExact(maxPerCustomer),
                window.opensAt, window.closesAt);
    }
}
