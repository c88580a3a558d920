package dev.holdfast.benchmark.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server that schemas can be created on. Nothing but those is touched. */
public final class DatabaseServer implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("(jdbc:mysql://[^/?]+)(?:/[^?]*)?(?:\\?(.*))?");
    private static final String PREFIX = "holdfast_benchmark_";
    private static final int RANDOM_BYTES = 4;

    private final String address;
    private final String parameters;
    private final String user;
    private final String password;
    private final boolean embedded;
    private final Runnable stop;

    private DatabaseServer(String jdbcUrl, String user, String password, boolean embedded, Runnable stop) {
        Matcher url = URL.matcher(jdbcUrl);
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    "HOLDFAST_DB_URL is '%s'; it has to be of the form jdbc:mysql://HOST:PORT/SCHEMA?PARAMETERS".formatted(jdbcUrl));
        }
        this.address = url.group(1);
        this.parameters = url.group(2) == null ? "" : url.group(2);
        this.user = user;
        this.password = password;
        this.embedded = embedded;
        this.stop = stop;
    }

    /**
     * @param jdbcUrl of MySQL Connector/J; its schema does not matter
     * @param user    may create and drop schemas
     */
    public static DatabaseServer at(String jdbcUrl, String user, String password) {
        return new DatabaseServer(jdbcUrl, user, password, false, () -> { });
    }

    /** @param directory where it keeps everything; about 600 MB, and what the benchmark fills in */
    public static DatabaseServer embedded(Path directory) {
        EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        return new DatabaseServer(database.jdbcUrl(), database.user(), database.password(), true, database::close);
    }

    /** @return with all tables, empty; dropped when it is closed */
    public Schema createSchema() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Schema.create(this, PREFIX + HexFormat.of().formatHex(random));
    }

    /** @throws org.springframework.dao.DataAccessException if the server cannot be reached */
    public ServerSettings settings() {
        try (HikariDataSource connections = connect("", 1)) {
            return ServerSettings.read(JdbcClient.create(connections), embedded);
        }
    }

    /** @return the server's process; empty unless it runs on this machine and shows its id */
    public Optional<Long> pid() {
        try {
            Path file = Path.of(settings().get("pid_file"));
            return Files.isReadable(file) ? Optional.of(Long.parseLong(Files.readString(file).strip())) : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** @param schema empty for a connection without one */
    HikariDataSource connect(String schema, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl(schema));
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.addDataSourceProperty("connectionTimeZone", "UTC");
        config.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
        return new HikariDataSource(config);
    }

    String jdbcUrl(String schema) {
        return "%s/%s?%s".formatted(address, schema, parameters);
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        stop.run();
    }
}
