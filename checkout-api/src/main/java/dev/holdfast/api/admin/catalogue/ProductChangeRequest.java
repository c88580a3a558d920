package dev.holdfast.api.admin.catalogue;

import dev.holdfast.api.request.PlainText;
import dev.holdfast.api.request.UtcTime;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.stock.Stock;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * All terms of a product as they shall be. What is absent or null is no term any more: no limit, no opening, no end.
 *
 * @param version of the product as it was read
 */
record ProductChangeRequest(
        @Min(value = 1, message = "must be the version that GET /admin/products shows") long version,
        @NotNull(message = "is required") @PlainText(max = 200) String name,
        @NotNull(message = "is required") @DecimalMin(value = "0", message = Terms.PRICES)
        @Digits(integer = 9, fraction = 4, message = Terms.PRICES) BigDecimal price,
        @Min(value = 1, message = Terms.LIMITS) @Max(value = Stock.MOST, message = Terms.LIMITS) @Nullable Long maxPerCustomer,
        @UtcTime @Nullable String saleOpensAt,
        @UtcTime @Nullable String saleClosesAt,
        @NotNull(message = "is required") @PlainText(max = 64) String operator,
        @NotNull(message = "is required") @PlainText(max = 500) String reason) {

    Product terms(long id) {
        return Terms.of(id, name, price, "", maxPerCustomer, Terms.window(saleOpensAt, saleClosesAt));
    }
}
