package dev.holdfast.api.payment.signature;

import dev.holdfast.api.payment.signature.SignatureFault.Reason;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Which deliveries are taken: by configuration, those with a genuine signature, or any. */
@Component
@EnableConfigurationProperties(WebhookProperties.class)
public final class Signatures {

    private static final Logger log = LoggerFactory.getLogger(Signatures.class);

    private final WebhookProperties properties;
    private final StandardWebhooks standardWebhooks;
    private final StripeSignature stripe;

    /** @throws IllegalStateException if there are no secrets, and unsigned deliveries are not allowed */
    Signatures(WebhookProperties properties, InstantSource clock) {
        this.properties = properties;
        Tolerance tolerance = new Tolerance(properties.tolerance(), clock);
        this.standardWebhooks = new StandardWebhooks(properties.secrets(), tolerance);
        this.stripe = new StripeSignature(properties.stripe().secrets(), tolerance);
        if (properties.secrets().isEmpty() && properties.stripe().secrets().isEmpty()) {
            if (!properties.unsignedAllowed()) {
                throw new IllegalStateException("There is no secret to verify payments with: set holdfast.webhook.secrets, or "
                        + "holdfast.webhook.stripe.secrets, or both. To try things out without any, so that everybody can mark orders as "
                        + "paid, set holdfast.webhook.unsigned-allowed=true");
            }
            log.warn("Payments are taken without a signature (holdfast.webhook.unsigned-allowed): whoever can reach this API can mark "
                    + "orders as paid");
        }
    }

    /** @return whether deliveries that are signed so need a genuine signature */
    public boolean areAskedFor(Signed.By by) {
        return hasSecret(by) || !properties.unsignedAllowed();
    }

    /** @return the {@code webhook-id} if it can be put on record, else null */
    public @Nullable String idOf(@Nullable String header) {
        return StandardWebhooks.idOf(header);
    }

    /**
     * @param body the raw bytes
     * @return empty if the delivery may be believed
     */
    Optional<SignatureFault> fault(Signed.By by, HttpHeaders headers, byte[] body) {
        if (!areAskedFor(by)) {
            return Optional.empty();
        }
        if (!hasSecret(by)) {
            return Optional.of(new SignatureFault(Reason.NO_SECRET, "This endpoint takes signed deliveries only, and was given no secret "
                    + "to verify them with: set " + property(by) + "."));
        }
        return switch (by) {
            case STANDARD_WEBHOOKS -> standardWebhooks.fault(headers, body);
            case STRIPE -> stripe.fault(headers, body);
        };
    }

    private boolean hasSecret(Signed.By by) {
        return switch (by) {
            case STANDARD_WEBHOOKS -> !properties.secrets().isEmpty();
            case STRIPE -> !properties.stripe().secrets().isEmpty();
        };
    }

    private static String property(Signed.By by) {
        return switch (by) {
            case STANDARD_WEBHOOKS -> "holdfast.webhook.secrets";
            case STRIPE -> "holdfast.webhook.stripe.secrets";
        };
    }
}
