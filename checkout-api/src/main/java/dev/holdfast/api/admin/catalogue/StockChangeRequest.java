package dev.holdfast.api.admin.catalogue;

import dev.holdfast.api.request.PlainText;
import dev.holdfast.checkout.stock.Stock;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Asks for more units, or for fewer.
 *
 * @param change units to add, or, where negative, to withdraw; wider than it may be, so that a number that is too large is answered with
 *               the limit
 */
record StockChangeRequest(
        @Min(value = -Stock.MOST, message = CHANGES) @Max(value = Stock.MOST, message = CHANGES) long change,
        @NotNull(message = "is required") @PlainText(max = 64) String operator,
        @NotNull(message = "is required") @PlainText(max = 500) String reason) {

    static final String CHANGES = "must be from -1000000000 to 1000000000, and not 0";
}
