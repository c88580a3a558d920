package dev.holdfast.process;

import dev.holdfast.embedded.ClusterMember;
import dev.holdfast.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The embedded broker alone in a process, so that its cost can be told and its death leaves everything else alive. */
enum BrokerProcess implements Program {

    PROGRAM;

    private static final int ALONE = 2;

    @Override
    public String label() {
        return "broker";
    }

    /** @return what such a process is told, if its broker is the only one */
    static List<String> arguments(Path directory, int port) {
        return List.of(directory.toString(), String.valueOf(port));
    }

    /** @return what such a process is told, if its broker belongs to a cluster */
    static List<String> arguments(Path directory, ClusterMember member) {
        return List.of(directory.toString(), String.valueOf(member.number()), member.clusterId(), joined(member.ports()),
                joined(member.controllerPorts()));
    }

    private static String joined(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** @param arguments as one of the two above */
    @Override
    public void run(String[] arguments) {
        EmbeddedBroker broker = start(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedBroker start(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        return arguments.length == ALONE ? EmbeddedBroker.start(directory, Integer.parseInt(arguments[1]))
                : EmbeddedBroker.start(directory, new ClusterMember(Integer.parseInt(arguments[1]), arguments[2], ports(arguments[3]),
                        ports(arguments[4])));
    }

    private static List<Integer> ports(String joined) {
        return Stream.of(joined.split(",")).map(Integer::valueOf).toList();
    }
}
