package dev.holdfast.reconcile.stripe;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Stripe is reached.
 *
 * @param key     a secret key ({@code sk_…}), or better a restricted one ({@code rk_…}) that may read PaymentIntents and nothing else
 * @param apiBase of Stripe's API
 */
@ConfigurationProperties("holdfast.reconciler.stripe")
record StripeProperties(String key, @DefaultValue("https://api.stripe.com") URI apiBase) {

    private static final Pattern KEY = Pattern.compile("(sk|rk)_[!-~]{1,250}");

    StripeProperties {
        // Whatever it is, it may be a secret: the message does not have it.
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("holdfast.reconciler.stripe.key must be a secret key (sk_…) or a restricted one (rk_…)");
        }
    }

    @Override
    public String toString() {
        return "StripeProperties[apiBase=%s]".formatted(apiBase);
    }
}
