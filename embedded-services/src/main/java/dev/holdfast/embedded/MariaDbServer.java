package dev.holdfast.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The MariaDB server process: its one-time installation, its settings, its start and its stop. */
final class MariaDbServer {

    private static final Logger log = LoggerFactory.getLogger(MariaDbServer.class);

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);
    /** Long, because after a crash the server first recovers what was committed. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private static final List<String> SETTINGS = List.of(
            "--bind-address=" + LocalPort.HOST,
            // Relative to the data directory, because the path of a socket may not be longer than 107 bytes.
            "--socket=server.sock",
            "--skip-name-resolve",
            // Without it every start spends seconds on making a certificate that no client on this machine asks for.
            "--skip-ssl",
            "--max-connections=300",
            "--innodb-buffer-pool-size=256M",
            // A commit that was answered survives a crash of the machine.
            "--innodb-flush-log-at-trx-commit=1",
            "--log-bin=binlog",
            "--server-id=1",
            "--binlog-format=ROW",
            "--sync-binlog=1",
            "--max-binlog-size=64M",
            "--binlog-expire-logs-seconds=3600",
            // The rest makes MariaDB behave as MySQL does by default, or as Holdfast wants MySQL to be set.
            "--transaction-isolation=READ-COMMITTED",
            // MySQL keeps a long IN list what it is, a list of keys; MariaDB would make a temporary table of it and sort.
            "--in-predicate-conversion-threshold=0",
            "--default-time-zone=+00:00",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_general_ci",
            "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
                    + "NO_ENGINE_SUBSTITUTION");

    private final Process process;
    private final Path pidFile;

    private MariaDbServer(Process process, Path pidFile) {
        this.process = process;
        this.pidFile = pidFile;
    }

    /** Creates the system tables in {@code data}, unless they are there. */
    static void install(MariaDbBinaries binaries, ServiceDirectory home, Path data) throws IOException, InterruptedException {
        if (Files.exists(data)) {
            return;
        }
        // Installed aside and renamed, so that an installation that was cut short is never taken for a database.
        Path unfinished = home.resolve("data-unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Path output = home.resolve("install.log");
        Process installer = launch(installation(binaries, home, unfinished), binaries, home, output);
        if (!installer.waitFor(INSTALL_LIMIT.toSeconds(), TimeUnit.SECONDS) || installer.exitValue() != 0) {
            installer.destroyForcibly();
            throw new ServiceNotStarted("the database could not be installed: %s; see %s".formatted(complaint(output), output));
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> installation(MariaDbBinaries binaries, ServiceDirectory home, Path data) {
        List<String> command = new ArrayList<>(List.of(binaries.installer()));
        if (binaries.forWindows()) {
            command.add("--datadir=" + data);
        } else {
            // A shell script that breaks paths at their spaces: it is run in the programs' directory with paths relative to that.
            command.addAll(List.of("--no-defaults", "--basedir=.", "--datadir=../" + home.path().relativize(data),
                    "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"));
            addRootUser(command);
        }
        return command;
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param firstStatements a file of statements that the server runs before it lets anybody in
     * @param answers whether a client gets through to the server
     */
    static MariaDbServer start(MariaDbBinaries binaries, ServiceDirectory home, Path data, int port, Path firstStatements,
            BooleanSupplier answers) throws IOException, InterruptedException {
        Path output = home.resolve("server.log");
        List<String> command = new ArrayList<>(List.of(binaries.server(), "--no-defaults", "--datadir=" + data));
        command.addAll(List.of("--basedir=" + binaries.base(), "--port=" + port, "--init-file=" + firstStatements));
        command.addAll(SETTINGS);
        addRootUser(command);
        Process process = launch(command, binaries, home, output);
        Path pidFile = home.resolve(LeftoverServer.PID_FILE);
        MariaDbServer server = new MariaDbServer(process, pidFile);
        try {
            Files.writeString(pidFile, Long.toString(process.pid()));
            server.awaitAnswer(answers, output);
            return server;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static void addRootUser(List<String> command) {
        // MariaDB refuses to run as root unless it is told to.
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
    }

    private static Process launch(List<String> command, MariaDbBinaries binaries, ServiceDirectory home, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(binaries.base().toFile())
                // Into a file: a pipe would break when this process is killed, and the server with it.
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        binaries.addLibraryPath(builder.environment());
        // Of its own: a server that starts deletes the temporary tables that it finds, and in a shared folder those may be another's.
        String temporary = Files.createDirectories(home.resolve("tmp")).toString();
        List.of("TMPDIR", "TEMP", "TMP").forEach(name -> builder.environment().put(name, temporary));
        return builder.start();
    }

    private void awaitAnswer(BooleanSupplier answers, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers.getAsBoolean()) {
            if (process.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ServiceNotStarted("the database stopped while starting: %s; see %s".formatted(complaint(output), output));
            }
            if (System.nanoTime() > deadline) {
                throw new ServiceNotStarted(
                        "the database did not answer within %d s; see %s".formatted(START_LIMIT.toSeconds(), output));
            }
        }
    }

    /** The line of a program's output that most likely says why it failed. */
    private static String complaint(Path output) throws IOException {
        List<String> lines = Files.readString(output, StandardCharsets.ISO_8859_1).lines().filter(line -> !line.isBlank()).toList();
        return lines.stream().filter(line -> line.contains("ERROR")).findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    }

    long pid() {
        return process.pid();
    }

    /** Lets the server finish its work and waits for its end; kills it when that takes more than a minute. */
    void stop() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("The database did not stop within {} s and is killed; it recovers at its next start", STOP_LIMIT.toSeconds());
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(pidFile);
    }
}
