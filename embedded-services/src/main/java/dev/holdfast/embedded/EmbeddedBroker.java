package dev.holdfast.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this process: one KRaft node that is broker and controller, on loopback, with its data below one directory. It is
 * alone, or a {@link ClusterMember}.
 *
 * <p>A later start on the same directory finds its topics and records again. Topics are not created by merely naming them.
 * It lives until {@link #close()}. For development, demonstrations and tests, not for production.
 *
 * <p>The server's classes are no public interface of Kafka: this class alone uses them, and the version is pinned.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final String SETTINGS = """
            process.roles=broker,controller
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=BROKER
            listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
            auto.create.topics.enable=false

            # Few partitions, because each takes time to open at the start.
            offsets.topic.num.partitions=4
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.num.partitions=1

            # A group's first member does not wait for others that might come.
            group.initial.rebalance.delay.ms=0

            # Sized for one machine; the defaults take 128 MB for the log cleaner alone.
            num.network.threads=2
            num.io.threads=4
            background.threads=2
            num.recovery.threads.per.data.dir=2
            log.cleaner.dedupe.buffer.size=8388608
            """;

    private static final List<String> REPLICATION_FACTORS = List.of("default.replication.factor", "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor", "share.coordinator.state.topic.replication.factor");
    private static final List<String> LEAST_IN_SYNC =
            List.of("min.insync.replicas", "transaction.state.log.min.isr", "share.coordinator.state.topic.min.isr");

    private final ServiceDirectory home;
    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private EmbeddedBroker(ServiceDirectory home, KafkaRaftServer server, int port) {
        this.home = home;
        this.server = server;
        this.port = port;
    }

    /**
     * Deletes the topics and all records.
     *
     * @throws ServiceNotStarted when a running broker uses the directory; then nothing is deleted
     */
    public static void erase(Path directory) {
        try (ServiceDirectory home = ServiceDirectory.open(directory)) {
            home.delete("data");
        } catch (IOException failure) {
            throw new ServiceNotStarted("the data in %s could not be deleted (%s)".formatted(directory, failure), failure);
        }
    }

    /**
     * Starts the broker and returns when it answers, after about three seconds.
     *
     * @param directory is created if need be; no two running brokers may share it
     * @param port 1 to 65535, or 0 for any free one
     * @throws ServiceNotStarted when the directory cannot be used, the port is taken, or the broker itself gives up
     */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(directory, () -> new ClusterMember(1, Uuid.randomUuid().toString(),
                List.of(LocalPort.choose(port, "HOLDFAST_KAFKA_PORT")), List.of(LocalPort.anyFree())));
    }

    /**
     * Starts one broker of a cluster, and returns when it answers: not before more than half of the members are there.
     *
     * @param directory of this member alone
     * @throws ServiceNotStarted as {@link #start(Path, int)}; also when the others do not come within a minute
     */
    public static EmbeddedBroker start(Path directory, ClusterMember member) {
        return start(directory, () -> member);
    }

    private static EmbeddedBroker start(Path directory, Supplier<ClusterMember> choice) {
        ServiceDirectory home = ServiceDirectory.open(directory);
        try {
            ClusterMember member = choice.get();
            Path data = Files.createDirectories(home.resolve("data"));
            format(data, member);
            KafkaRaftServer server = run(KafkaConfig.fromProps(settings(data, member), false));
            log.info("The embedded broker listens on {}:{}, its data is in {}", LocalPort.HOST, member.port(), home.path());
            return new EmbeddedBroker(home, server, member.port());
        } catch (ServiceNotStarted failure) {
            home.close();
            throw failure;
        } catch (Exception failure) {
            home.close();
            throw new ServiceNotStarted("the broker could not be started in %s (%s)".formatted(directory, failure), failure);
        }
    }

    private static KafkaRaftServer run(KafkaConfig config) {
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException failure) {
            server.shutdown();
            throw failure;
        }
    }

    /** Gives a new directory its cluster id and the release's default feature levels; leaves one that has them alone. */
    private static void format(Path data, ClusterMember member) throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setNodeId(member.number())
                    .setClusterId(member.clusterId())
                    .setDirectories(List.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(silence)
                    .run();
        }
    }

    private static Properties settings(Path data, ClusterMember member) throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(SETTINGS));
        settings.put("node.id", member.number());
        settings.put("log.dirs", data.toString());
        settings.put("listeners", "BROKER://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(
                LocalPort.HOST, member.port(), member.controllerPort()));
        settings.put("advertised.listeners", "BROKER://%s:%d".formatted(LocalPort.HOST, member.port()));
        settings.put("controller.quorum.voters", member.voters());
        // The last ones that stop would ask a quorum that is gone, and wait for it for five minutes.
        settings.put("controlled.shutdown.enable", member.isAlone());
        REPLICATION_FACTORS.forEach(setting -> settings.put(setting, String.valueOf(member.replicas())));
        LEAST_IN_SYNC.forEach(setting -> settings.put(setting, String.valueOf(member.replicasInSync())));
        return settings;
    }

    /** @return host and port for the clients' {@code bootstrap.servers} */
    public String bootstrapServers() {
        return LocalPort.HOST + ":" + port;
    }

    /** @return the TCP port on 127.0.0.1 that clients use */
    public int port() {
        return port;
    }

    /** Stops the broker cleanly, which takes a second or two; the data stays. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (home) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
