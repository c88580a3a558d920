package dev.holdfast.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback interface. */
final class LocalPort {

    static final String HOST = "127.0.0.1";

    /** Below the range that systems hand to outgoing connections, one of which could otherwise take the port before the server does. */
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 100;

    private LocalPort() {
    }

    /**
     * @param port 1 to 65535 for exactly that port, 0 for any free one
     * @param setting the setting to name when the port is taken
     * @throws ServiceNotStarted when something listens on the port
     */
    static int choose(int port, String setting) {
        if (port < 0 || port > 65_535) {
            throw new ServiceNotStarted("port %d does not exist; set %s to one from 1 to 65535".formatted(port, setting));
        }
        if (port == 0) {
            return anyFree();
        }
        if (!isFree(port)) {
            throw new ServiceNotStarted("port %d is taken; set %s to a free one".formatted(port, setting));
        }
        return port;
    }

    static int anyFree() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new ServiceNotStarted("no free port found between %d and %d; name one".formatted(LOWEST, HIGHEST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
