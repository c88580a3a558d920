package dev.holdfast.audit.contract;

import dev.holdfast.audit.json.Unreadable;
import java.util.Locale;
import java.util.Set;

/** What came of a payment. Only an unmatched one is ever decided anew. */
public enum PaymentOutcome implements Status {
    PAID,
    CANCELLED,
    REFUND_REQUIRED,
    DUPLICATE_CHARGE,
    NO_EFFECT,
    UNMATCHED;

    /** @return whether money that the provider took can end so; the others are for failures, and unmatched is for both */
    public boolean endsSuccess() {
        return switch (this) {
            case PAID, REFUND_REQUIRED, DUPLICATE_CHARGE, UNMATCHED -> true;
            case CANCELLED, NO_EFFECT -> false;
        };
    }

    /** @return whether a payment that failed can end so */
    public boolean endsFailure() {
        return this == UNMATCHED || !endsSuccess();
    }

    @Override
    public Set<PaymentOutcome> nexts() {
        return this == UNMATCHED ? Set.of(PAID, CANCELLED, REFUND_REQUIRED, DUPLICATE_CHARGE, NO_EFFECT) : Set.of();
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Unreadable if there is no such outcome */
    public static PaymentOutcome of(String label) {
        return switch (label) {
            case "paid" -> PAID;
            case "cancelled" -> CANCELLED;
            case "refund_required" -> REFUND_REQUIRED;
            case "duplicate_charge" -> DUPLICATE_CHARGE;
            case "no_effect" -> NO_EFFECT;
            case "unmatched" -> UNMATCHED;
            default -> throw new Unreadable("a payment cannot be '%s'".formatted(label));
        };
    }
}
