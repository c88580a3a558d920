package dev.holdfast.embedded;

import org.jspecify.annotations.Nullable;

/** A database or broker could not be started. The message is one line for a person: what failed, and the next step. */
public final class ServiceNotStarted extends RuntimeException {

    ServiceNotStarted(String message) {
        super(message);
    }

    ServiceNotStarted(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
