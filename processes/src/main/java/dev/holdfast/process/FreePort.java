package dev.holdfast.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback interface that nothing listens on. */
public final class FreePort {

    /** Below the range that systems hand to outgoing connections. */
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePort() {
    }

    /** @throws ProcessFailed if none was found */
    public static int any() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new ProcessFailed("no free port was found from %d to %d".formatted(LOWEST, HIGHEST));
    }
}
