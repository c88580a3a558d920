package dev.holdfast.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.changelog.Changelog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema of its own, with all of Holdfast's tables and no rows, on a real database server.
 *
 * <p>The server is shared by all tests of the JVM and started by the first of them: the one that {@code HOLDFAST_TEST_DB_URL} names
 * (with {@code HOLDFAST_TEST_DB_USER} and {@code HOLDFAST_TEST_DB_PASSWORD}, both {@code holdfast} by default; the user must be
 * allowed to create schemas), else a MySQL 9.7 container where an engine can start one, else the embedded MariaDB.
 * A line in the log says which, and why. It ends with the JVM.
 */
public final class TestDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TestDatabase.class);

    private static final String UTC_SESSIONS = "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true";
    private static final int POOL_SIZE = 10;

    private final DatabaseServer server;
    private final String schema;
    private final HikariDataSource dataSource;

    private TestDatabase(DatabaseServer server, String schema) {
        this.server = server;
        this.schema = schema;
        this.dataSource = pool(jdbcUrl(), server, schema);
    }

    /**
     * Creates a schema and applies the changelog to it, which takes less than a second once the server is up.
     *
     * @throws IllegalStateException when the server cannot be reached, or refuses
     */
    public static TestDatabase create() {
        TestDatabase database = createEmpty();
        try {
            new Changelog(database.dataSource).apply(changeSet -> log.debug("Change set {}", changeSet));
            return database;
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            database.close();
            throw new IllegalStateException("The changelog could not be applied to " + database.server, failure);
        }
    }

    /** A schema without any table, for tests of the changelog itself. */
    static TestDatabase createEmpty() {
        DatabaseServer server = DatabaseServer.shared();
        String schema = "holdfast_test_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        execute(server, "CREATE DATABASE " + schema + " CHARACTER SET utf8mb4");
        return new TestDatabase(server, schema);
    }

    private static HikariDataSource pool(String jdbcUrl, DatabaseServer server, String schema) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema);
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    private static void execute(DatabaseServer server, String sql) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(""), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            // A connection that a test left open in a transaction must not block the removal of its schema for long.
            statement.execute("SET SESSION lock_wait_timeout = 10");
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("The test database at %s refused: %s".formatted(server, sql), failure);
        }
    }

    /** @return the schema's URL for MySQL Connector/J; its sessions have the time zone UTC */
    public String jdbcUrl() {
        return server.jdbcUrl(schema) + (server.parameters().isEmpty() ? "" : "&") + UTC_SESSIONS;
    }

    /** @return a user with all rights on the server */
    public String user() {
        return server.user();
    }

    /** @return the user's password */
    public String password() {
        return server.password();
    }

    /** @return a pool of up to ten connections in READ COMMITTED and UTC, closed together with this */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Drops the schema. The server stays up for the next test. */
    @Override
    public void close() {
        dataSource.close();
        execute(server, "DROP DATABASE IF EXISTS " + schema);
    }
}
