package dev.holdfast.checkout.payment;

import dev.holdfast.checkout.order.Order;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the provider charged, as far as it says so.
 *
 * @param amount   in the currency's main unit, such as 49.90; 0 to 15 digits before and 4 after the point; null if not said
 * @param currency ISO 4217 code in upper case; null if not said
 */
public record Charge(@Nullable BigDecimal amount, @Nullable String currency) {

    /** The provider says only that it charged. */
    public static final Charge UNSTATED = new Charge(null, null);

    /** @return whether all that is said is what the order costs; 49.9 is 49.90 */
    public boolean fits(Order order) {
        return (amount == null || amount.compareTo(order.total()) == 0) && (currency == null || currency.equals(order.currency()));
    }

    /** @return empty if nothing is said, so that what was fingerprinted before charges were known still has the same fingerprint */
    String fingerprinted() {
        return equals(UNSTATED) ? "" : " %s %s".formatted(amount == null ? "-" : amount.stripTrailingZeros().toPlainString(),
                currency == null ? "-" : currency);
    }
}
