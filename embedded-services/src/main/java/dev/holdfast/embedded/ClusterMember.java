package dev.holdfast.embedded;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The place of one broker in a cluster on this machine. Each member is broker and controller, and is told of all of them before the
 * first is started.
 *
 * @param number          from 1 to the number of members
 * @param clusterId       22 characters, as {@code org.apache.kafka.common.Uuid} writes them; the same for all members
 * @param ports           for clients, by the members' numbers; every one given, none 0
 * @param controllerPorts for the controllers among themselves, likewise
 */
public record ClusterMember(int number, String clusterId, List<Integer> ports, List<Integer> controllerPorts) {

    /** As production has, and as Kafka's own topics have by default. */
    private static final int MOST_REPLICAS = 3;

    public ClusterMember {
        ports = List.copyOf(ports);
        controllerPorts = List.copyOf(controllerPorts);
        if (number < 1 || number > ports.size() || ports.size() != controllerPorts.size()) {
            throw new IllegalArgumentException("Member %d of ports %s and controllers' ports %s".formatted(number, ports, controllerPorts));
        }
    }

    int port() {
        return ports.get(number - 1);
    }

    int controllerPort() {
        return controllerPorts.get(number - 1);
    }

    boolean isAlone() {
        return ports.size() == 1;
    }

    /** @return copies of each topic: three, or as many as there are brokers */
    int replicas() {
        return Math.min(MOST_REPLICAS, ports.size());
    }

    /** @return copies that have to have a record before it is acknowledged: all but one where there are three */
    int replicasInSync() {
        return Math.max(1, replicas() - 1);
    }

    /** @return {@code number@host:port} of each controller, with commas between */
    String voters() {
        return IntStream.rangeClosed(1, ports.size())
                .mapToObj(member -> "%d@%s:%d".formatted(member, LocalPort.HOST, controllerPorts.get(member - 1)))
                .collect(Collectors.joining(","));
    }
}
