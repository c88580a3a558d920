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
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new product.
 *
 * @param price          per unit
 * @param total          units for sale; wider than it may be, so that a number that is too large is answered with the limit
 * @param maxPerCustomer absent or null for no limit
 * @param saleOpensAt    absent or null when it is open already
 * @param saleClosesAt   absent or null when it never closes
 */
record NewProductRequest(
        @NotNull(message = "is required") @PlainText(max = 200) String name,
        @NotNull(message = "is required") @DecimalMin(value = "0", message = Terms.PRICES)
        @Digits(integer = 9, fraction = 4, message = Terms.PRICES) BigDecimal price,
        @NotNull(message = "is required") @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code, such as EUR") String currency,
        @Min(value = 0, message = UNITS) @Max(value = Stock.MOST, message = UNITS) long total,
        @Min(value = 1, message = Terms.LIMITS) @Max(value = Stock.MOST, message = Terms.LIMITS) @Nullable Long maxPerCustomer,
        @UtcTime @Nullable String saleOpensAt,
        @UtcTime @Nullable String saleClosesAt,
        @NotNull(message = "is required") @PlainText(max = 64) String operator,
        @NotNull(message = "is required") @PlainText(max = 500) String reason) {

    private static final String UNITS = "must be from 0 to 1000000000";

    Product terms() {
        return Terms.of(0, name, price, currency, maxPerCustomer, Terms.window(saleOpensAt, saleClosesAt));
    }
}
