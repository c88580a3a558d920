package dev.holdfast.faults.fleet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The database server, which can be killed and started again with its data. Used by one thread at a time. */
public interface Database extends AutoCloseable {

    /**
     * @param mysqld    null for the embedded database
     * @param directory of its data; what an earlier campaign has left there is deleted
     */
    static Database in(Path directory, @Nullable Path mysqld) {
        return mysqld == null ? new EmbeddedServer(directory.resolve("mariadb")) : new MysqlServer(mysqld, directory.resolve("mysql"));
    }

    /** Starts it and waits until it answers; after a kill on the same port. */
    void start();

    /** @return on this machine; valid once it was started */
    int port();

    /** @return of a user with all rights, and the schema {@code holdfast} */
    String user();

    String password();

    long pid();

    /** Ends it without a word, also when it is frozen, and waits until it is gone. */
    default void kill() {
        ProcessHandle.of(pid()).ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().join();
        });
    }

    default void freeze() {
        Signal.STOP.send(pid());
    }

    default void thaw() {
        Signal.CONT.send(pid());
    }

    /** @param port of the server, or of a link to it */
    static String url(int port) {
        return "jdbc:mysql://127.0.0.1:%d/holdfast?sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(port);
    }

    @Override
    void close();
}
