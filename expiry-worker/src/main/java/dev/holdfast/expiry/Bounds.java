package dev.holdfast.expiry;

import java.time.Duration;

/** Refuses settings that would not work. */
final class Bounds {

    /**
     * What a batch that has begun may take beyond the limit of its job: the wait for a connection and a statement that stalls until
     * the socket's timeout, or several attempts that each wait for a row lock. A lease outlasts the limit by this much, so that
     * it does not run out while its holder works.
     */
    static final Duration LONGEST_BATCH = Duration.ofSeconds(20);

    private Bounds() {
    }

    static void check(String property, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("%s must be %s to %s, but is %s".formatted(property, least, most, value));
        }
    }

    static void check(String property, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d, but is %d".formatted(property, least, most, value));
        }
    }
}
