package dev.holdfast.api.payment.signature;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose payments are believed. {@link Signatures} checks it and not the constructor, because Spring Boot prints the value that it read
 * last when a constructor refuses, and that may be a secret.
 *
 * @param secrets         of Standard Webhooks, {@code whsec_} and base64 of 24 bytes or more. A delivery needs the signature of one of
 *                        them, so that a secret can be changed without a gap
 * @param tolerance       how far the time of a signature may be from this machine's, before or after; 1 s to 1 h
 * @param unsignedAllowed whether an endpoint that has no secrets takes unsigned deliveries: anybody can then mark orders as paid. For
 *                        trying out only. Without it the API does not start if there are no secrets at all
 * @param stripe          of Stripe's own endpoint
 */
@ConfigurationProperties("holdfast.webhook")
public record WebhookProperties(
        @DefaultValue List<String> secrets,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("false") boolean unsignedAllowed,
        @DefaultValue Stripe stripe) {

    /** @param secrets signing secrets of endpoints, {@code whsec_…} as Stripe's dashboard shows them; one of them is enough */
    public record Stripe(@DefaultValue List<String> secrets) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Stripe[%d secrets]".formatted(secrets.size());
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "WebhookProperties[%d secrets, tolerance=%s, unsignedAllowed=%s, %s]"
                .formatted(secrets.size(), tolerance, unsignedAllowed, stripe);
    }
}
