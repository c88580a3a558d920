package dev.holdfast.embedded;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;

/** Where a port of this machine can be reached. */
final class ListeningAddresses {

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private ListeningAddresses() {
    }

    /** The machine's addresses, loopback included, on which something accepts connections to the port. */
    static List<String> of(int port) throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(network -> network.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getAddress)
                .filter(Inet4Address.class::isInstance)
                .filter(address -> accepts(new InetSocketAddress(address, port)))
                .map(address -> address.getHostAddress())
                .distinct()
                .toList();
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
