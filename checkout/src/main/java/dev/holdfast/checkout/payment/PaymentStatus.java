package dev.holdfast.checkout.payment;

import java.util.Locale;

/** What the payment provider says. */
public enum PaymentStatus {
    SUCCESS,
    FAILURE;

    /** @return as in the webhook, the database and the events */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
