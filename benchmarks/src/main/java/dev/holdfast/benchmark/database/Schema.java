package dev.holdfast.benchmark.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.changelog.Changelog;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A schema of one benchmark, with Holdfast's tables. */
public final class Schema implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final DatabaseServer server;
    private final String name;
    private final HikariDataSource connections;

    private Schema(DatabaseServer server, String name) {
        this.server = server;
        this.name = name;
        this.connections = server.connect(name, CONNECTIONS);
    }

    /** @param name letters, digits and underscores */
    static Schema create(DatabaseServer server, String name) {
        run(server, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        Schema schema = new Schema(server, name);
        try {
            new Changelog(schema.connections).apply(changeSet -> { });
            return schema;
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            schema.close();
            throw new IllegalStateException("The tables could not be created", failure);
        }
    }

    private static void run(DatabaseServer server, String statement) {
        try (HikariDataSource connections = server.connect("", 1)) {
            JdbcClient.create(connections).sql(statement).update();
        }
    }

    public String name() {
        return name;
    }

    public DataSource connections() {
        return connections;
    }

    /** @return how the applications are told where their database is */
    public Map<String, String> environment() {
        return Map.of("HOLDFAST_DB_URL", server.jdbcUrl(name), "HOLDFAST_DB_USER", server.user(),
                "HOLDFAST_DB_PASSWORD", server.password(), "HOLDFAST_WEBHOOK_UNSIGNEDALLOWED", "true");
    }

    /** Drops it with all that is in it. */
    @Override
    public void close() {
        connections.close();
        run(server, "DROP DATABASE IF EXISTS " + name);
    }
}
