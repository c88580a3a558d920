package dev.holdfast.faults.fleet;

import dev.holdfast.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedded MariaDB. */
final class EmbeddedServer implements Database {

    private final Path directory;
    private int port;
    private @Nullable EmbeddedDatabase running;

    /** @param directory whose programs are used again, if they are there, but not its data */
    EmbeddedServer(Path directory) {
        this.directory = directory;
        EmbeddedDatabase.erase(directory);
    }

    @Override
    public void start() {
        close();
        EmbeddedDatabase started = EmbeddedDatabase.start(directory, port);
        port = started.port();
        running = started;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return running().user();
    }

    @Override
    public String password() {
        return running().password();
    }

    @Override
    public long pid() {
        return running().pid();
    }

    private EmbeddedDatabase running() {
        if (running == null) {
            throw new IllegalStateException("The database was never started");
        }
        return running;
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
