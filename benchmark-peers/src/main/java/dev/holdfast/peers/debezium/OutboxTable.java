package dev.holdfast.peers.debezium;

import dev.holdfast.peers.PeerEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The table that the event router's documentation asks for. Rows are left where they are: the router passes deletions over, so to
 * delete them would be work for the database and the reader of its log alone.
 */
final class OutboxTable {

    static final String NAME = "debezium_outbox";

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS debezium_outbox (
                id            CHAR(36)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
                aggregatetype VARCHAR(255)    NOT NULL,
                aggregateid   VARCHAR(255)    NOT NULL,
                type          VARCHAR(255)    NOT NULL,
                payload       VARBINARY(8000) NOT NULL
            )""";

    // The driver joins a batch into one multi-row INSERT (rewriteBatchedStatements).
    private static final String INSERT = """
            INSERT INTO debezium_outbox (id, aggregatetype, aggregateid, type, payload) VALUES (?, ?, ?, ?, ?)""";

    private final DataSource database;

    OutboxTable(DataSource database) {
        this.database = database;
    }

    void create() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    /** Inserts the events in one transaction. */
    void insert(List<PeerEvent> events) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (PeerEvent event : events) {
                insert.setString(1, event.id().toString());
                insert.setString(2, "holds");
                insert.setString(3, event.key());
                insert.setString(4, PeerEvent.TYPE);
                insert.setBytes(5, event.value());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
