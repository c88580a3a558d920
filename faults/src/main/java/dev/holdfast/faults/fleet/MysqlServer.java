package dev.holdfast.faults.fleet;

import dev.holdfast.process.FreePort;
import dev.holdfast.process.JavaProcess;
import dev.holdfast.process.ProcessFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A MySQL that is installed on this machine, as a server of the campaign's own with the durable defaults that MySQL ships. */
final class MysqlServer implements Database {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final int LOOK_AGAIN_MILLIS = 100;
    private static final String USER = "holdfast";

    private final Path program;
    private final Path directory;
    private final String password = UUID.randomUUID().toString();
    private final int port = FreePort.any();
    private @Nullable Process running;

    /**
     * @param program   {@code mysqld}
     * @param directory of its data, which is deleted
     */
    MysqlServer(Path program, Path directory) {
        this.program = program.toAbsolutePath();
        this.directory = directory.toAbsolutePath();
        try {
            FileSystemUtils.deleteRecursively(this.directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void start() {
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory);
                initialise();
            }
            Process server = launch("--port=" + port, "--bind-address=127.0.0.1", "--mysqlx=OFF", "--socket=" + directory.resolve("sock"),
                    "--pid-file=" + directory.resolve("pid"), "--init-file=" + directory.resolve("accounts.sql"));
            running = server;
            awaitAnswer(server);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("the start of the database was interrupted");
        }
    }

    private void initialise() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("accounts.sql"), """
                CREATE DATABASE IF NOT EXISTS holdfast;
                CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
                """.formatted(USER, password));
        int code = launch("--initialize-insecure").waitFor();
        if (code != 0) {
            throw new ProcessFailed("%s --initialize-insecure ended with %d; %s tells why".formatted(program, code, log()));
        }
    }

    private Process launch(String... options) throws IOException {
        // Of a packaged server, the directory for exports belongs to another user, and it would not start.
        List<String> command = new ArrayList<>(List.of(program.toString(), "--no-defaults", "--datadir=" + directory.resolve("data"),
                "--secure-file-priv=NULL", "--user=" + System.getProperty("user.name")));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
    }

    private Path log() {
        return directory.resolve("mysqld.log");
    }

    private void awaitAnswer(Process server) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (server.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new ProcessFailed("%s did not start; %s tells why".formatted(program, log()));
            }
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(Database.url(port), USER, password)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public long pid() {
        if (running == null) {
            throw new IllegalStateException("The database was never started");
        }
        return running.pid();
    }

    @Override
    public void close() {
        if (running != null) {
            JavaProcess.end(running, STOP_LIMIT);
        }
    }
}
