package dev.holdfast.audit.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks how many events wait in the outbox. */
public final class OutboxWatch implements AutoCloseable {

    // Both of one look: the smallest id shows whether the relay moves, even while new events come.
    private static final String WAITING = """
            SELECT COUNT(*) AS waiting, COALESCE(MIN(id), 0) AS first FROM outbox""";

    private final Connection connection;

    private OutboxWatch(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param rows  that wait
     * @param first the smallest id, 0 if none waits
     */
    public record Backlog(long rows, long first) {
    }

    public static OutboxWatch open(DatabaseAddress address) throws CannotRead {
        return new OutboxWatch(address.connect());
    }

    public Backlog look() throws CannotRead {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(WAITING)) {
            row.next();
            return new Backlog(row.getLong("waiting"), row.getLong("first"));
        } catch (SQLException failure) {
            throw new CannotRead("the outbox cannot be read (%s): does HOLDFAST_DB_URL name Holdfast's schema?".formatted(failure.getMessage()),
                    failure);
        }
    }

    @Override
    public void close() throws CannotRead {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new CannotRead("the connection to the database broke (%s)".formatted(failure.getMessage()), failure);
        }
    }
}
