package dev.holdfast.audit.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Times such as {@code 2026-11-27T09:02:00.123456Z}. Millions of them are read, so the usual form has a short way of its own. */
public final class Timestamps {

    private static final int SECONDS_END = 19;
    private static final int MICRO_DIGITS = 6;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private Timestamps() {
    }

    /**
     * @param text as in ISO 8601, in UTC
     * @return microseconds since 1970
     * @throws java.time.DateTimeException if it is no such time
     */
    public static long micros(String text) {
        if (text.length() < SECONDS_END + 1 || text.charAt(text.length() - 1) != 'Z' || text.charAt(10) != 'T'
                || text.length() > SECONDS_END + 1 && (text.charAt(SECONDS_END) != '.' || text.length() > SECONDS_END + 2 + MICRO_DIGITS)) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        }
        long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
        long seconds = day * 86_400 + digits(text, 11, 13) * 3_600L + digits(text, 14, 16) * 60L + digits(text, 17, 19);
        return seconds * MICROS_PER_SECOND + fraction(text);
    }

    private static long fraction(String text) {
        long micros = 0;
        for (int at = SECONDS_END + 1; at <= SECONDS_END + MICRO_DIGITS; at++) {
            micros = micros * 10 + (at < text.length() - 1 ? digits(text, at, at + 1) : 0);
        }
        return micros;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                throw new java.time.DateTimeException("'%s' is no time".formatted(text));
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** @return as in ISO 8601, for messages */
    public static String show(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
