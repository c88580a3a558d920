package dev.holdfast.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands between an application and its database, and can be cut. */
final class TcpProxy implements AutoCloseable {

    // Neither the one in "SET autocommit" nor the one in "READ COMMITTED".
    private static final Pattern COMMIT = Pattern.compile("(?<!auto)commit(?!ted)", Pattern.CASE_INSENSITIVE);

    private final String host;
    private final int targetPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cutAtCommit;
    private @Nullable ServerSocket server;
    private int port;

    TcpProxy(String host, int targetPort) throws IOException {
        this.host = host;
        this.targetPort = targetPort;
        mend();
    }

    int port() {
        return port;
    }

    /** Listens again, at the same port, if it was cut. */
    synchronized void mend() throws IOException {
        if (server != null) {
            return;
        }
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        port = listener.getLocalPort();
        server = listener;
        Thread.ofVirtual().start(() -> accept(listener));
    }

    /** Closes all connections and takes no new ones. */
    synchronized void cut() {
        cutAtCommit = false;
        close(server);
        server = null;
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    /** Cuts when the next COMMIT comes along: the client cannot know whether it arrived. */
    void cutAtNextCommit() {
        cutAtCommit = true;
    }

    @Override
    public void close() {
        cut();
    }

    private void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket target = new Socket(host, targetPort);
                sockets.add(client);
                sockets.add(target);
                Thread.ofVirtual().start(() -> copy(client, target, true));
                Thread.ofVirtual().start(() -> copy(target, client, false));
            } catch (IOException closed) {
                // Cut, or the server is away: the client finds out by itself.
            }
        }
    }

    private void copy(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[16 * 1024];
        try (from; to) {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (requests && cutAtCommit && COMMIT.matcher(new String(buffer, 0, length, ISO_8859_1)).find()) {
                    cut();
                    return;
                }
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException closed) {
            // The other side is closed with this one.
        }
    }

    private static void close(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception ignored) {
            // It is closed as far as it can be.
        }
    }
}
