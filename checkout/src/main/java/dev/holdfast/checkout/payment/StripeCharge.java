package dev.holdfast.checkout.payment;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What a charge of Stripe's is here, whoever tells of it: its webhook, or its list of payments when it is asked. Both must have one key,
 * or one charge would be settled as two.
 *
 * <p>Stripe's amounts are integers of a currency's minor unit, <a href="https://docs.stripe.com/currencies#minor-units">as Stripe sees it</a>:
 * that is not always what ISO 4217 and so {@link java.util.Currency} have. To Stripe the ariary (MGA) has no minor unit, while those of
 * the Icelandic króna (ISK) and the Ugandan shilling (UGX), which are gone, are still counted.
 */
public final class StripeCharge {

    private static final Set<String> WITHOUT = Set.of("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV",
            "XAF", "XOF", "XPF");
    private static final Set<String> THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private StripeCharge() {
    }

    /**
     * @param paymentId {@code pi_…}
     * @return the idempotency key of its success
     */
    public static String keyOfSuccess(String paymentId) {
        return "stripe:%s:succeeded".formatted(paymentId);
    }

    /**
     * @param minor    the amount as Stripe has it
     * @param currency ISO 4217 code in upper case
     * @return the amount in the main unit
     */
    public static BigDecimal toMain(long minor, String currency) {
        int decimals = WITHOUT.contains(currency) ? 0 : THOUSANDTHS.contains(currency) ? 3 : 2;
        return BigDecimal.valueOf(minor, decimals);
    }
}
