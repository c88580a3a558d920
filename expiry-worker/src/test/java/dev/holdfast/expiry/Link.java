package dev.holdfast.expiry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The way to the database, which a test can cut and mend. Cut, new connections are refused and the old ones are closed. */
final class Link implements AutoCloseable {

    private final URI target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket entrance;

    /** @param jdbcUrl of the database behind the link */
    Link(String jdbcUrl) throws IOException {
        target = URI.create(jdbcUrl.substring("jdbc:".length()));
        entrance = listen(0);
        port = entrance.getLocalPort();
    }

    /** @return the URL of the database by way of this link */
    String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:%d%s?%s".formatted(port, target.getPath(), target.getQuery());
    }

    synchronized void cut() throws IOException {
        if (entrance != null) {
            entrance.close();
            entrance = null;
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    synchronized void mend() throws IOException {
        entrance = listen(port);
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private ServerSocket listen(int at) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        Thread.ofVirtual().start(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                Socket far = new Socket(target.getHost(), target.getPort());
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            } catch (IOException ended) {
                // Cut, or the database itself is away: the client sees it.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // The other side sees it by the closed socket.
        } finally {
            sockets.remove(from);
        }
    }
}
