package dev.holdfast.checkout.hold;

import java.util.Locale;
import java.util.Set;

/**
 * The states of a hold and the edges between them. Nothing else may change a hold's status.
 *
 * <pre>
 * RESERVED ─order placed► ATTACHED ─payment success► CONSUMED
 * RESERVED ─buyer releases► RELEASED      ATTACHED ─payment failure or cancel► RELEASED
 * RESERVED, ATTACHED ─expires_at passed► EXPIRED
 * RELEASED, EXPIRED ─late payment success, stock taken again► CONSUMED
 * </pre>
 */
public enum HoldStatus {
    RESERVED,
    ATTACHED,
    CONSUMED,
    RELEASED,
    EXPIRED;

    /** @return whether the hold keeps units from other buyers until its {@code expires_at} */
    public boolean isActive() {
        return this == RESERVED || this == ATTACHED;
    }

    /** @return whether the edge from this status to {@code next} exists */
    public boolean canBecome(HoldStatus next) {
        return nexts().contains(next);
    }

    private Set<HoldStatus> nexts() {
        return switch (this) {
            case RESERVED -> Set.of(ATTACHED, RELEASED, EXPIRED);
            case ATTACHED -> Set.of(CONSUMED, RELEASED, EXPIRED);
            case RELEASED, EXPIRED -> Set.of(CONSUMED);
            case CONSUMED -> Set.of();
        };
    }

    /** @return as in the database, the API and the events, such as {@code reserved} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no status has that label */
    public static HoldStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
