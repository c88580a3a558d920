package dev.holdfast.api.groupcommit;

/** More requests wait than can be served in time. This one has had no effect; it may be sent again later. */
public final class Overloaded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Overloaded(String why) {
        // Thrown in numbers, at the worst of times, and always from here.
        super(why, null, false, false);
    }
}
