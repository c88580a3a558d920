package dev.holdfast.api.payment.signature;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A request body whose signature is verified before it is read; answered 401 if it is not genuine. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Signed {

    /** How it is signed. */
    By value();

    /** The kinds of signatures. */
    enum By {
        /** Standard Webhooks: {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}. */
        STANDARD_WEBHOOKS("standard-webhooks"),
        /** {@code Stripe-Signature}. */
        STRIPE("stripe");

        private final String label;

        By(String label) {
            this.label = label;
        }

        /** @return as in metrics and logs */
        String label() {
            return label;
        }
    }
}
