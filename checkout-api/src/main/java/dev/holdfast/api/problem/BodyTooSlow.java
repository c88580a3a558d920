package dev.holdfast.api.problem;

import java.time.Duration;

/** A body that was not there in time; answered 408. */
public final class BodyTooSlow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration limit;

    public BodyTooSlow(Duration limit) {
        super("The body was not there after " + limit);
        this.limit = limit;
    }

    long seconds() {
        return limit.toSeconds();
    }
}
