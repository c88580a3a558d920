package dev.holdfast.checkout.product;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as people write them. The columns have four decimals; answers and events have no more than an amount needs. */
public final class Money {

    private static final int USUAL_DECIMALS = 2;

    private Money() {
    }

    /** @return the same amount with two decimals, or more only where it needs them: 49.9000 becomes 49.90, 0.1250 becomes 0.125 */
    public static BigDecimal readable(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(USUAL_DECIMALS, shortest.scale()), RoundingMode.UNNECESSARY);
    }
}
