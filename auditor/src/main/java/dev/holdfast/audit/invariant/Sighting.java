package dev.holdfast.audit.invariant;

/** Something that need not happen, but whose absence makes a run prove less. */
public enum Sighting {
    UNKNOWN_TOOK_EFFECT("operations of unknown outcome that took effect"),
    UNKNOWN_WITHOUT_EFFECT("operations of unknown outcome without effect"),
    UNKNOWN_UNDECIDED("operations of unknown outcome that cannot be told apart from others"),
    REFUSED("operations refused"),
    REPEATED_ANSWER("answers given again for a key"),
    ABORTED_RECORD("records of aborted Kafka transactions"),
    PUBLISHED_AND_WAITING("events in Kafka whose outbox row is still there"),
    SKIPPED_EVENT("events skipped by operators"),
    RELEASED_HOLD("holds released"),
    EXPIRED_HOLD("holds expired"),
    LATE_SUCCESS("late payment successes that took the units again"),
    REFUND_REQUIRED("refunds required"),
    DUPLICATE_CHARGE("duplicate charges"),
    UNMATCHED_PAYMENT("unmatched payments"),
    SOLD_OUT("products sold out at the end");

    private final String title;

    Sighting(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
