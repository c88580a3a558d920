package dev.holdfast.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A process of its own that starts a database, writes a row, says so, and then waits to be killed. */
final class KilledOwner {

    private static final String STARTED = "started ";

    private KilledOwner() {
    }

    static Process launch(Path directory) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledOwner.class.getName(), directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    static long awaitServerPid(Process owner) throws IOException {
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = owner.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(STARTED)) {
                    return Long.parseLong(line.substring(STARTED.length()));
                }
            }
        }
        throw new IOException("the process ended early: " + said);
    }

    static void main(String[] arguments) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE written_before_the_kill (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO written_before_the_kill VALUES (1)");
        }
        System.out.println(STARTED + database.pid());
        Thread.currentThread().join();
    }
}
