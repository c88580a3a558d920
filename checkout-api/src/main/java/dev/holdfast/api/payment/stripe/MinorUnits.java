package dev.holdfast.api.payment.stripe;

import java.math.BigDecimal;
import java.util.Set;

/**
 * Stripe's amounts are integers of a currency's minor unit, <a href="https://docs.stripe.com/currencies#minor-units">as Stripe sees it</a>:
 * that is not always what ISO 4217 and so {@link java.util.Currency} have. To Stripe the ariary (MGA) has no minor unit, while those of
 * the Icelandic króna (ISK) and the Ugandan shilling (UGX), which are gone, are still counted.
 */
final class MinorUnits {

    private static final Set<String> WITHOUT = Set.of("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV",
            "XAF", "XOF", "XPF");
    private static final Set<String> THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private MinorUnits() {
    }

    /**
     * @param currency ISO 4217 code in upper case
     * @return the amount in the main unit
     */
    static BigDecimal toMain(long minor, String currency) {
        int decimals = WITHOUT.contains(currency) ? 0 : THOUSANDTHS.contains(currency) ? 3 : 2;
        return BigDecimal.valueOf(minor, decimals);
    }
}
