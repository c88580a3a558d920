package dev.holdfast.quickstart.simulator;

import java.util.Locale;

/** What becomes of the webhook of a payment. */
public enum Webhook {
    DELIVERED,
    /** Sent twice at once. */
    TWICE,
    /** Sent when {@code delay_seconds} are over. */
    LATE,
    /** Never sent. The provider has the payment in its list, like any other. */
    LOST;

    /** @throws IllegalArgumentException if there is no such word */
    static Webhook of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
