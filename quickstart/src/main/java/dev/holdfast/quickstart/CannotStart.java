package dev.holdfast.quickstart;

/** Something that the user can mend. The message is one line, with the next step. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }
}
