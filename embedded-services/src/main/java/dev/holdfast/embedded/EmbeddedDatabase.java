package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server of our own, on loopback, with everything it needs below one directory: programs, data, password, log.
 *
 * <p>It is durable (a commit that was answered survives a crash), and a later start on the same directory finds its data again.
 * It lives until {@link #close()}: there is no shutdown hook, so that the application decides what ends first. When this process is
 * killed, the server stays; the next start on the directory stops it. For development, demonstrations and tests, not for production.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String SCHEMA = "holdfast";
    private static final String USER = "holdfast";
    private static final String PASSWORD_FILE = "password";
    private static final int PASSWORD_BYTES = 16;

    private final ServiceDirectory home;
    private final MariaDbServer server;
    private final int port;
    private final String password;

    private EmbeddedDatabase(ServiceDirectory home, MariaDbServer server, int port, String password) {
        this.home = home;
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server and creates the schema {@code holdfast} with its user, unless they are there. The first start on a directory
     * takes about five seconds and 600 MB of disk, a later one less than a second.
     *
     * @param directory is created if need be; no two running databases may share it
     * @param port 1 to 65535, or 0 for any free one
     * @throws ServiceNotStarted when the platform has no MariaDB programs, the directory cannot be used, the port is taken,
     *         the disk is full, or the server itself gives up
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        MariaDbBinaries.requireSupported(System.getProperty("os.name"), System.getProperty("os.arch"));
        ServiceDirectory home = ServiceDirectory.open(directory);
        try {
            return start(home, port);
        } catch (IOException failure) {
            home.close();
            throw new ServiceNotStarted("the database could not be set up in %s (%s)".formatted(directory, failure), failure);
        } catch (InterruptedException interrupted) {
            home.close();
            Thread.currentThread().interrupt();
            throw new ServiceNotStarted("the start of the database was interrupted", interrupted);
        } catch (RuntimeException failure) {
            home.close();
            throw failure;
        }
    }

    /**
     * Deletes the data, so that the next start begins with an empty schema. The programs stay, because unpacking them takes the longest.
     *
     * @throws ServiceNotStarted when a running database uses the directory; then nothing is deleted
     */
    public static void erase(Path directory) {
        try (ServiceDirectory home = ServiceDirectory.open(directory)) {
            LeftoverServer.stop(home, home.resolve("programs"));
            home.delete("data", "data-unfinished", PASSWORD_FILE);
        } catch (IOException failure) {
            throw new ServiceNotStarted("the data in %s could not be deleted (%s)".formatted(directory, failure), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServiceNotStarted("deleting the data was interrupted", interrupted);
        }
    }

    private static EmbeddedDatabase start(ServiceDirectory home, int wantedPort) throws IOException, InterruptedException {
        Path programs = home.resolve("programs");
        LeftoverServer.stop(home, programs);
        int port = LocalPort.choose(wantedPort, "HOLDFAST_DB_PORT");
        String password = password(home);
        MariaDbBinaries binaries = MariaDbBinaries.unpack(home, programs);
        Path data = home.resolve("data");
        MariaDbServer.install(binaries, home, data);
        Path accounts = writePrivate(home.resolve("accounts.sql"), accounts(password));
        MariaDbServer server = MariaDbServer.start(binaries, home, data, port, accounts, () -> answers(port, password));
        Files.delete(accounts);
        log.info("The embedded database listens on {}:{}, its data is in {}", LocalPort.HOST, port, home.path());
        return new EmbeddedDatabase(home, server, port, password);
    }

    /** Run at each start. Leaves no account without a password, whatever the installation has created. */
    private static String accounts(String password) {
        return """
                CREATE DATABASE IF NOT EXISTS holdfast;
                DELETE FROM mysql.global_priv WHERE user NOT IN ('holdfast', 'root', 'mariadb.sys') OR user = 'root' AND host <> 'localhost';
                FLUSH PRIVILEGES;
                ALTER USER 'root'@'localhost' IDENTIFIED BY '{password}';
                CREATE USER IF NOT EXISTS 'holdfast'@'%' IDENTIFIED BY '{password}';
                GRANT ALL PRIVILEGES ON *.* TO 'holdfast'@'%' WITH GRANT OPTION;
                """.replace("{password}", password);
    }

    private static String password(ServiceDirectory home) throws IOException {
        Path file = home.resolve(PASSWORD_FILE);
        if (!Files.exists(file) || Files.size(file) == 0) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            writePrivate(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    /** Writes a file that only its owner can read, where the file system knows owners. */
    private static Path writePrivate(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        FileStore store = Files.getFileStore(file.getParent());
        if (store.supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, content);
    }

    private static boolean answers(int port, String password) {
        try (Connection connection = DriverManager.getConnection(url(port) + "&connectTimeout=5000&socketTimeout=5000", USER, password)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            log.trace("The database does not answer yet", notYet);
            return false;
        }
    }

    private static String url(int port) {
        return "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(LocalPort.HOST, port, SCHEMA);
    }

    /** @return a URL for MySQL Connector/J, with the schema {@code holdfast} */
    public String jdbcUrl() {
        return url(port);
    }

    /** @return a user with all rights on this server */
    public String user() {
        return USER;
    }

    /** @return generated at the first start, and kept in the directory where only its owner can read it */
    public String password() {
        return password;
    }

    /** @return the TCP port on 127.0.0.1 */
    public int port() {
        return port;
    }

    /** @return of the server's process; whoever kills it closes this, and starts another on the directory */
    public long pid() {
        return server.pid();
    }

    /** Stops the server cleanly, which takes less than a second when it is idle; the data stays. Closing twice does nothing. */
    @Override
    public void close() {
        try (home) {
            server.stop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
