package dev.holdfast.expiry;

import dev.holdfast.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Somebody else's session that keeps rows locked. */
final class RowLock implements AutoCloseable {

    private final Connection connection;

    RowLock(TestDatabase database, String select) throws SQLException {
        connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(select + " FOR UPDATE").close();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }
}
