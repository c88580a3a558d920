package dev.holdfast.checkout.payment;

import java.util.Locale;

/** What came of a payment. */
public enum PaymentOutcome {
    /** The order is paid. */
    PAID,
    /** The payment failed, the order is cancelled and its units are free again. */
    CANCELLED,
    /** The payment came too late and the units are gone, or it is not what the order costs: the money is owed back. */
    REFUND_REQUIRED,
    /** The order had been charged already under another key: this charge is owed back. */
    DUPLICATE_CHARGE,
    /** A failure for an order that is no longer pending: a failure never undoes anything. */
    NO_EFFECT,
    /** There is no such order. On record, and decided anew when the provider sends it again. */
    UNMATCHED;

    /** @return as in the API, the database and the events, such as {@code duplicate_charge} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no outcome has that label */
    public static PaymentOutcome of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
