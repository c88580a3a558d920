package dev.holdfast.faults.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way from one application to the database: a port on this machine whose connections are handed on, and which can lose a commit or
 * its answer, hold a commit back, or be closed altogether. Connections must not be encrypted: it reads MySQL's protocol.
 */
public final class DatabaseLink implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;

    private final int databasePort;
    private final ServerSocket listening;
    private final Set<LinkedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable CommitFault> next = new AtomicReference<>();
    private volatile boolean open = true;

    private DatabaseLink(int databasePort, ServerSocket listening) {
        this.databasePort = databasePort;
        this.listening = listening;
    }

    /** What becomes of one commit. */
    public sealed interface CommitFault {

        /** The connection is cut, and the server never hears of the commit. */
        record LostBefore() implements CommitFault {
        }

        /** The server commits; the connection is cut before the answer gets through. */
        record LostAfter() implements CommitFault {
        }

        /** The transaction stays open for so long, with its locks and the ids of its events. */
        record HeldBack(Duration time) implements CommitFault {
        }
    }

    /** @param databasePort on this machine */
    public static DatabaseLink to(int databasePort) {
        try {
            DatabaseLink link = new DatabaseLink(databasePort, new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
            Thread.ofVirtual().name("link-" + link.port()).start(link::accept);
            return link;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return where the application finds the database */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException closedOrRefused) {
                // The application sees a connection that ends, which is what it is to be tried with.
                continue;
            }
        }
    }

    private void connect(Socket application) throws IOException {
        if (!open) {
            application.close();
            return;
        }
        Socket database = new Socket();
        try {
            database.connect(new InetSocketAddress("127.0.0.1", databasePort), CONNECT_MILLIS);
        } catch (IOException away) {
            application.close();
            throw away;
        }
        LinkedConnection connection = new LinkedConnection(application, database, () -> next.getAndSet(null));
        connections.add(connection);
        connection.run(() -> connections.remove(connection));
    }

    /** Arms a fault for the next commit on any connection; one that was armed before and not used is forgotten. */
    public void strikeNextCommit(CommitFault fault) {
        next.set(fault);
    }

    /** @return whether the fault that was armed last has struck, or been forgotten */
    public boolean hasStruck() {
        return next.get() == null;
    }

    /** Forgets what was armed. */
    public void disarm() {
        next.set(null);
    }

    /** Ends all connections and takes no new ones. */
    public void cut() {
        open = false;
        connections.forEach(LinkedConnection::close);
    }

    /** Takes connections again. */
    public void mend() {
        open = true;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            cut();
        }
    }
}
