package dev.holdfast.checkout.transaction;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database's clock: the only one that decides.
 *
 * <p>{@code NOW(6)} is the start of its statement. So the time is asked for after the locks are held, never in the statement that
 * waits for them: a hold could otherwise run out during the wait and still look alive.
 */
public final class DatabaseClock {

    private static final String NOW = """
            SELECT NOW(6) AS now""";

    private final JdbcClient jdbc;

    public DatabaseClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return with microseconds */
    public Instant now() {
        return jdbc.sql(NOW).query((row, n) -> instant(row.getObject("now", LocalDateTime.class))).single();
    }

    /** @param utc a {@code DATETIME(6)} as read from a column; all of them are UTC */
    public static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    /** @return as a {@code DATETIME(6)} parameter */
    public static LocalDateTime column(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
