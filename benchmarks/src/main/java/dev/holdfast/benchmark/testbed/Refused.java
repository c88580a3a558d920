package dev.holdfast.benchmark.testbed;

/** A benchmark that will not run like this. The message is for the user, with the next step. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message);
    }
}
