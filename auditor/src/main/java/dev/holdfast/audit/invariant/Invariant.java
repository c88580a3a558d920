package dev.holdfast.audit.invariant;

/** What Holdfast promises, by the numbers that its guarantees have. docs/auditing.md says how each is checked. */
public enum Invariant {
    NO_OVERSELL("I1", "no oversell"),
    USED_ONCE("I2", "a hold is used once, and ends once"),
    PAID_FOR_EVER("I3", "paid is for ever"),
    EXACT_RELEASE("I4", "units come back exactly, and once"),
    OUTBOX_EQUALS_KAFKA("I5", "outbox equals Kafka"),
    ORDER("I6", "order of events"),
    ACKNOWLEDGED("I7", "answers are true"),
    IDEMPOTENT("I8", "one key, one effect, one answer"),
    MONEY("I9", "no payment is dropped"),
    LIVENESS("I10", "nothing is left behind");

    private final String number;
    private final String title;

    Invariant(String number, String title) {
        this.number = number;
        this.title = title;
    }

    /** @return such as {@code I1} */
    public String number() {
        return number;
    }

    public String title() {
        return title;
    }
}
