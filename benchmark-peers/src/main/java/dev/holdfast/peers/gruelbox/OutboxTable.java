package dev.holdfast.peers.gruelbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The library's table. As its own migrations make it, but for the type of {@code blocked}: those leave a VARCHAR, which is compared
 * with FALSE as a number, so that the index for the flush serves no further than its first column. Later versions mend that.
 */
final class OutboxTable {

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS TXNO_OUTBOX (
                id              VARCHAR(36)  PRIMARY KEY,
                invocation      MEDIUMTEXT,
                lastAttemptTime TIMESTAMP(6) NULL,
                nextAttemptTime TIMESTAMP(6),
                attempts        INT,
                blocked         BOOLEAN,
                version         INT,
                uniqueRequestId VARCHAR(250) NULL UNIQUE,
                processed       BOOLEAN,
                INDEX IX_TXNO_OUTBOX_1 (processed, blocked, nextAttemptTime)
            )""";

    private OutboxTable() {
    }

    static void create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }
}
