package dev.holdfast.audit.operations;

import dev.holdfast.audit.json.Unreadable;
import java.util.Locale;

/** What a client can ask for. */
public enum OperationKind {
    HOLD, RELEASE, ORDER, CANCEL, PAY, READ;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationKind of(String label) {
        for (OperationKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new Unreadable("kind '%s' is none of hold, release, order, cancel, pay, read".formatted(label));
    }
}
