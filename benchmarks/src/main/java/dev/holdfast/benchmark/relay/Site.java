package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.database.Schema;
import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.process.Application;
import dev.holdfast.process.Cost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where one contender works in one turn: a schema, a topic and a directory of its own, and its processes. */
final class Site implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TestBed testBed;
    private final Contender contender;
    private final PeersJar jar;
    private final Schema schema;
    private final EventTopic topic;
    private final Path directory;
    private final Map<String, Long> pids = new LinkedHashMap<>();
    private final List<AutoCloseable> processes = new ArrayList<>();

    private Site(TestBed testBed, Contender contender, PeersJar jar) {
        this.testBed = testBed;
        this.contender = contender;
        this.jar = jar;
        this.schema = testBed.createSchema();
        this.topic = testBed.keep(EventTopic.create(testBed.services().broker().bootstrap(), schema.name() + ".holds"));
        this.directory = newDirectory();
    }

    /** Creates the contender's tables, too. */
    static Site prepare(TestBed testBed, Contender contender, PeersJar jar) throws InterruptedException {
        Site site = new Site(testBed, contender, jar);
        site.runToTheEnd("prepare", "prepared", LIMIT, List.of());
        return site;
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("holdfast-peer");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    EventTopic topic() {
        return topic;
    }

    /** Writes events for nobody to publish yet. */
    void fill(Workload workload) throws InterruptedException {
        runToTheEnd("fill", "filled", Duration.ofMinutes(10),
                List.of("--rows=" + workload.rows(), "--keys=" + workload.keys()));
    }

    private void runToTheEnd(String task, String report, Duration limit, List<String> options) throws InterruptedException {
        PeerProcess process = start(task, options);
        process.await(report, limit);
        testBed.end(process);
    }

    /**
     * Starts to publish what is there and what comes. Returns when the process has been started.
     *
     * @return waits until it is ready
     */
    Ready startRelay() {
        if (contender == Contender.HOLDFAST) {
            Application relay = testBed.launcher().start(Role.RELAY, environment(), List.of(
                    "--holdfast.relay.group=" + schema.name(),
                    "--holdfast.relay.progress-topic=" + schema.name() + ".relay-progress",
                    "--holdfast.relay.topics.holds=" + topic.name()));
            processes.add(relay);
            pids.put("relay", relay.pid());
            return () -> testBed.launcher().awaitReady(List.of(relay));
        }
        PeerProcess relay = started("relay", start("drain", List.of()));
        processes.add(relay);
        return () -> relay.await("relaying", LIMIT);
    }

    /** Something that takes its time. */
    @FunctionalInterface
    interface Ready {
        void await() throws InterruptedException;
    }

    /** Starts to write events at a steady rate, and to publish them, in as many processes as the contender takes for that. */
    PeerProcess startPublishing(Workload workload) throws InterruptedException {
        if (contender.relaysApart()) {
            startRelay().await();
        }
        PeerProcess publisher = started("publisher", start("publish", List.of("--keys=" + workload.keys(), "--rate=" + workload.rate(),
                "--seconds=" + workload.published().toSeconds())));
        processes.add(publisher);
        publisher.await("publishing", LIMIT);
        return publisher;
    }

    private PeerProcess started(String name, PeerProcess process) {
        pids.put(name, process.pid());
        return process;
    }

    private PeerProcess start(String task, List<String> options) {
        List<String> all = new ArrayList<>(List.of("--topic=" + topic.name(), "--directory=" + directory, "--ends-with-parent=true"));
        all.addAll(options);
        return testBed.keep(jar.start(contender, task, all, environment()));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(schema.environment());
        environment.put("HOLDFAST_KAFKA_BOOTSTRAP", testBed.services().broker().bootstrap());
        return environment;
    }

    /** @return of the contender's processes and the services, up to now */
    Cost cost() {
        Map<String, Long> all = new LinkedHashMap<>(pids);
        all.putAll(testBed.services().pids());
        return Cost.of(all);
    }

    @Override
    public void close() {
        processes.reversed().forEach(testBed::end);
        testBed.end(topic);
        testBed.end(schema);
        deleteDirectory();
    }

    private void deleteDirectory() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
