package dev.holdfast.audit.contract;

import dev.holdfast.audit.json.Unreadable;
import java.util.Locale;
import java.util.Set;

/** The states of a hold. A late payment success takes the units of a released or expired hold once more. */
public enum HoldStatus implements Status {
    RESERVED,
    ATTACHED,
    CONSUMED,
    RELEASED,
    EXPIRED;

    /** @return whether the hold keeps units from other buyers */
    public boolean isActive() {
        return this == RESERVED || this == ATTACHED;
    }

    /** @return whether its units are not available: held, or sold */
    public boolean takesUnits() {
        return isActive() || this == CONSUMED;
    }

    @Override
    public Set<HoldStatus> nexts() {
        return switch (this) {
            case RESERVED -> Set.of(ATTACHED, RELEASED, EXPIRED);
            case ATTACHED -> Set.of(CONSUMED, RELEASED, EXPIRED);
            case RELEASED, EXPIRED -> Set.of(CONSUMED);
            case CONSUMED -> Set.of();
        };
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Unreadable if there is no such status */
    public static HoldStatus of(String label) {
        return switch (label) {
            case "reserved" -> RESERVED;
            case "attached" -> ATTACHED;
            case "consumed" -> CONSUMED;
            case "released" -> RELEASED;
            case "expired" -> EXPIRED;
            default -> throw new Unreadable("a hold cannot be '%s'".formatted(label));
        };
    }
}
