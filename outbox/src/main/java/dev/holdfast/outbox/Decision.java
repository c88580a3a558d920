package dev.holdfast.outbox;

import java.util.Locale;

/** What an operator wants done about a parked event. */
public enum Decision {
    /** Try it again now, because the cause has been mended. */
    RETRY,
    /** Never publish it, so that the later events of its key can flow. */
    SKIP;

    /** @return as in the API and the database, such as {@code retry} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no decision has that label */
    public static Decision of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
