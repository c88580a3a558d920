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

/**
 * The way from one application to the database: a port on this machine whose connections are handed on, and which can lose a commit or
 * its answer, hold a commit back, make all of them slow, or be closed altogether. Connections must not be encrypted: it reads MySQL's protocol.
 */
public final class DatabaseLink implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;

    private final int databasePort;
    private final ServerSocket listening;
    private final Set<LinkedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Commits commits = new Commits();
    private volatile boolean open = true;

    private DatabaseLink(int databasePort, ServerSocket listening) {
        this.databasePort = databasePort;
        this.listening = listening;
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
        LinkedConnection connection = new LinkedConnection(application, database, commits);
        connections.add(connection);
        connection.run(() -> connections.remove(connection));
    }

    /** Arms a fault for the next commit that it can strike, on any connection; one that was armed before and not used is forgotten. */
    public void strikeNextCommit(CommitFault fault) {
        commits.arm(fault);
    }

    /** @return whether the fault that was armed last has struck, or been forgotten */
    public boolean hasStruck() {
        return !commits.isArmed();
    }

    /** Forgets what was armed. */
    public void disarm() {
        commits.disarm();
    }

    /** @return whether a commit is being held back at this moment */
    public boolean isHoldingBack() {
        return commits.isHolding();
    }

    /** @return how many transactions have inserted events after the one that was held back last, and been committed before it */
    public int overtaking() {
        return commits.overtaking();
    }

    /** @param longest every commit of a transaction with events takes up to so much longer; zero for no more than usual */
    public void slowCommits(Duration longest) {
        commits.slowDown(longest);
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
