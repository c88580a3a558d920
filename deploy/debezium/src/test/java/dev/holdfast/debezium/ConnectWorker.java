package dev.holdfast.debezium;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Kafka Connect in distributed mode, one worker: a process of its own with {@code worker.properties}, and a class path of Connect and
 * Debezium only. Its log is in {@code target/}.
 */
final class ConnectWorker implements AutoCloseable {

    /** What an installation has anyway: names, and sizes for a single broker. */
    private static final Map<String, String> INSTALLATION = Map.ofEntries(
            Map.entry("group.id", "connect"),
            Map.entry("key.converter", "org.apache.kafka.connect.json.JsonConverter"),
            Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
            Map.entry("config.storage.topic", "connect-configs"),
            Map.entry("config.storage.replication.factor", "1"),
            Map.entry("offset.storage.topic", "connect-offsets"),
            Map.entry("offset.storage.replication.factor", "1"),
            Map.entry("offset.storage.partitions", "1"),
            Map.entry("status.storage.topic", "connect-status"),
            Map.entry("status.storage.replication.factor", "1"),
            Map.entry("status.storage.partitions", "1"),
            // A worker that was killed is missed soon, and its successor is given the task at once.
            Map.entry("session.timeout.ms", "6000"),
            Map.entry("heartbeat.interval.ms", "1000"),
            Map.entry("scheduled.rebalance.max.delay.ms", "0"));

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Process process;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private ConnectWorker(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Returns when the worker serves its REST interface.
     *
     * @param name        of its log
     * @param directory   for its properties
     * @param environment to which the connector's configuration refers
     */
    static ConnectWorker start(String name, Path directory, String bootstrapServers, Map<String, String> environment) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + freePort());
        Path properties = Files.createTempFile(directory, "worker", ".properties");
        try (Reader shipped = Files.newBufferedReader(Path.of("worker.properties")); Writer all = Files.newBufferedWriter(properties)) {
            Properties worker = new Properties();
            worker.load(shipped);
            worker.putAll(INSTALLATION);
            worker.put("bootstrap.servers", bootstrapServers);
            worker.put("listeners", address.toString());
            worker.store(all, null);
        }
        ProcessBuilder java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + Path.of("src/test/resources/worker-logback.xml").toAbsolutePath(),
                // Far from UTC: times must not depend on where a worker runs.
                "-Duser.timezone=Asia/Kolkata",
                "-cp", Files.readString(Path.of("target/worker-class-path")).strip(),
                "org.apache.kafka.connect.cli.ConnectDistributed", properties.toString()));
        java.environment().putAll(environment);
        java.redirectErrorStream(true).redirectOutput(Path.of("target", "connect-" + name + ".log").toFile());
        ConnectWorker worker = new ConnectWorker(java.start(), address);
        Runtime.getRuntime().addShutdownHook(new Thread(worker.process::destroyForcibly, "connect-worker-shutdown"));
        worker.awaitReady();
        return worker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        try {
            await().atMost(START_LIMIT).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The worker has ended with %d, see its log in target/".formatted(process.exitValue()));
                }
                return request("GET", "/connectors", "").status() == 200;
            });
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** @return status 0 while nobody listens */
    Answer request(String method, String path, String json) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(json)).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException away) {
            return new Answer(0, away.toString());
        }
    }

    record Answer(int status, String body) {
    }

    /** As a power cut would end it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        http.close();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
