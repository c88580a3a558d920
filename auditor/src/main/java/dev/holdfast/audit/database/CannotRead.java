package dev.holdfast.audit.database;

/** A source is away, or has not what is expected of it. The message tells the user which, why, and what to do. */
public final class CannotRead extends Exception {

    public CannotRead(String message) {
        super(message);
    }

    public CannotRead(String message, Throwable cause) {
        super(message, cause);
    }
}
