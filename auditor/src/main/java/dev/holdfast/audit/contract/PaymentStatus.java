package dev.holdfast.audit.contract;

import dev.holdfast.audit.json.Unreadable;

/** What the payment provider says. */
public enum PaymentStatus {
    SUCCESS,
    FAILURE;

    /** @throws Unreadable if there is no such status */
    public static PaymentStatus of(String label) {
        return switch (label) {
            case "success" -> SUCCESS;
            case "failure" -> FAILURE;
            default -> throw new Unreadable("a payment's status cannot be '%s'".formatted(label));
        };
    }
}
