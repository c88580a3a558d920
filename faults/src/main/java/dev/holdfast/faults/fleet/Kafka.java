package dev.holdfast.faults.fleet;

import dev.holdfast.embedded.ClusterMember;
import dev.holdfast.process.FreePort;
import dev.holdfast.process.JavaProcess;
import dev.holdfast.process.Launcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** The brokers, each a process. Used by one thread at a time. */
public final class Kafka {

    private final Launcher launcher;
    private final Path directory;
    private final List<ClusterMember> members;
    private final List<JavaProcess> processes = new ArrayList<>();

    /**
     * @param directory of their data
     * @param brokers   at least 1
     */
    Kafka(Launcher launcher, Path directory, int brokers) {
        this.launcher = launcher;
        this.directory = directory;
        List<Integer> ports = freePorts(2 * brokers);
        String cluster = Uuid.randomUuid().toString();
        this.members = IntStream.rangeClosed(1, brokers)
                .mapToObj(number -> new ClusterMember(number, cluster, ports.subList(0, brokers), ports.subList(brokers, 2 * brokers)))
                .toList();
    }

    private static List<Integer> freePorts(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < count) {
            ports.add(FreePort.any());
        }
        return List.copyOf(ports);
    }

    /** Starts those that do not run, with the data that they had, and waits until all answer. */
    public void start() throws InterruptedException {
        for (ClusterMember member : members) {
            int at = member.number() - 1;
            if (at == processes.size()) {
                processes.add(launch(member));
            } else if (!processes.get(at).isAlive()) {
                processes.set(at, launch(member));
            }
        }
        for (ClusterMember member : members) {
            launcher.awaitBroker(processes.get(member.number() - 1), port(member));
        }
    }

    private JavaProcess launch(ClusterMember member) {
        return launcher.startBroker(directory.resolve(String.valueOf(member.number())), member);
    }

    private static int port(ClusterMember member) {
        return member.ports().get(member.number() - 1);
    }

    /** @return as in {@code bootstrap.servers}, whether they run or not */
    public String bootstrap() {
        return members.stream().map(member -> "127.0.0.1:" + port(member)).collect(Collectors.joining(","));
    }

    /** @return how many there are; they are numbered from 0 */
    public int brokers() {
        return members.size();
    }

    /** Ends it without a word. Its page cache stays, so nothing that it acknowledged is lost. */
    public void kill(int broker) {
        JavaProcess process = processes.get(broker);
        process.kill();
        launcher.end(process);
    }

    public void freeze(int broker) {
        Signal.STOP.send(processes.get(broker).pid());
    }

    public void thaw(int broker) {
        Signal.CONT.send(processes.get(broker).pid());
    }
}
