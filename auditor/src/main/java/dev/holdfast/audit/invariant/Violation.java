package dev.holdfast.audit.invariant;

/**
 * Where an invariant does not hold.
 *
 * @param subject what it is about, with its id, such as {@code hold 17}
 * @param what    continues the subject to a sentence
 */
public record Violation(Invariant invariant, String subject, String what) {

    @Override
    public String toString() {
        return "%s %s %s".formatted(invariant.number(), subject, what);
    }
}
