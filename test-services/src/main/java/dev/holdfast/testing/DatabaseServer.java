package dev.holdfast.testing;

import dev.holdfast.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.mysql.MySQLContainer;

/**
 * The one database server of this JVM's tests.
 *
 * @param address the JDBC URL up to and without the slash before the schema
 * @param parameters the JDBC URL's parameters without the question mark, may be empty
 * @param user may create and drop schemas
 */
record DatabaseServer(String address, String parameters, String user, String password) {

    private static final Logger log = LoggerFactory.getLogger(DatabaseServer.class);
    private static final String IMAGE = "mysql:9.7";
    private static final Pattern URL = Pattern.compile("(jdbc:mysql://[^/?]+)(?:/[^?]*)?(?:\\?(.*))?");
    private static final String DEFAULT_ACCOUNT = "holdfast";

    private static @Nullable DatabaseServer shared;

    /** Starts the server when it is first asked for. */
    static synchronized DatabaseServer shared() {
        DatabaseServer server = shared;
        if (server == null) {
            server = pick();
            shared = server;
        }
        return server;
    }

    private static DatabaseServer pick() {
        String url = System.getenv("HOLDFAST_TEST_DB_URL");
        if (url != null && !url.isBlank()) {
            log.info("Tests run on the database that HOLDFAST_TEST_DB_URL names: {}", url);
            return of(url, System.getenv().getOrDefault("HOLDFAST_TEST_DB_USER", DEFAULT_ACCOUNT),
                    System.getenv().getOrDefault("HOLDFAST_TEST_DB_PASSWORD", DEFAULT_ACCOUNT));
        }
        try {
            return container();
        } catch (NoContainer reason) {
            log.info("Tests run on the embedded MariaDB, because HOLDFAST_TEST_DB_URL is not set and there is no MySQL container: {}",
                    reason.getMessage());
            return embedded();
        }
    }

    private static DatabaseServer container() throws NoContainer {
        MySQLContainer container = ContainerEngine.start(IMAGE, () -> new MySQLContainer(IMAGE)
                .withUsername("root")
                .withUrlParam("sslMode", "DISABLED")
                .withUrlParam("allowPublicKeyRetrieval", "true"));
        AtExit.stop(container::stop);
        log.info("Tests run on a container of {}, because HOLDFAST_TEST_DB_URL is not set and a container engine has the image", IMAGE);
        return of(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static DatabaseServer embedded() {
        Path directory = AtExit.temporaryDirectory("database");
        EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        AtExit.stop(() -> {
            database.close();
            AtExit.delete(directory);
        });
        return of(database.jdbcUrl(), database.user(), database.password());
    }

    /** @throws IllegalArgumentException when the URL is not one for MySQL Connector/J with a single host */
    static DatabaseServer of(String jdbcUrl, String user, String password) {
        Matcher url = URL.matcher(jdbcUrl);
        if (!url.matches()) {
            throw new IllegalArgumentException("%s is not of the form jdbc:mysql://HOST:PORT/SCHEMA?PARAMETERS".formatted(jdbcUrl));
        }
        return new DatabaseServer(url.group(1), url.group(2) == null ? "" : url.group(2), user, password);
    }

    /** @param schema empty for a connection without one */
    String jdbcUrl(String schema) {
        return "%s/%s?%s".formatted(address, schema, parameters);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return address;
    }
}
