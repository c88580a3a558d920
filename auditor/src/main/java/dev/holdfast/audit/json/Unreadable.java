package dev.holdfast.audit.json;

/** Something that was read does not have the published form. The message says what is wrong with it. */
public final class Unreadable extends RuntimeException {

    public Unreadable(String message) {
        super(message);
    }

    public Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
