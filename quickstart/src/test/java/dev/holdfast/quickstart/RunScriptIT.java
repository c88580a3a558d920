package dev.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that users start, on the jar that was just built: all other tests run on class paths that no user has. */
class RunScriptIT {

    private static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    private final int port = freePort();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void runStartsTakesTheFourCallsAndStopsWithoutALeftover() throws Exception {
        Process run = start();
        try {
            Awaitility.await().atMost(START_LIMIT).failFast(() -> assertThat(run.isAlive()).as(said()).isTrue())
                    .until(() -> said().contains("Holdfast is ready after"));
            sellOne();
            stop(run);
        } finally {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
    }

    private void sellOne() throws IOException, InterruptedException {
        assertThat(call("GET", "/api/products/1", "")).contains("\"available_stock\":100");
        String hold = call("POST", "/api/holds", "{\"product_id\": 1, \"quantity\": 2}");
        String order = call("POST", "/api/orders", "{\"hold_id\": %s}".formatted(number("hold_id", hold)));
        assertThat(call("POST", "/api/payments/webhook", "{\"idempotency_key\": \"pay-1\", \"order_id\": %s, \"status\": \"success\"}"
                .formatted(number("order_id", order)))).contains("\"outcome\":\"paid\"");
        assertThat(call("GET", "/api/products/1", "")).contains("\"available_stock\":98");
    }

    private void stop(Process run) throws IOException, InterruptedException {
        List<ProcessHandle> started = run.descendants().toList();
        assertThat(started).as("the database is a process of its own").isNotEmpty();
        run.destroy();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(run.exitValue()).isEqualTo(TERMINATED);
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(said()).contains("Stopped. The data stays").doesNotContain("Building Holdfast");
        assertThat(isFree(port)).isTrue();
    }

    private Process start() throws IOException {
        // As the script does after a build: for an old jar, whose contents have not changed, it would begin a build in the middle of this.
        Files.setLastModifiedTime(ROOT.resolve("quickstart/target/quickstart-0.1.0-SNAPSHOT-app.jar"), FileTime.from(Instant.now()));
        var script = new ProcessBuilder(ROOT.resolve("run").toString()).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output().toFile());
        script.environment().keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
        script.environment().putAll(Map.of("JAVA_HOME", Objects.requireNonNull(System.getProperty("java.home")),
                "JAVA_TOOL_OPTIONS", "-Dholdfast.directory=" + directory.resolve("data"),
                "HOLDFAST_API_PORT", Integer.toString(port), "HOLDFAST_DB_PORT", Integer.toString(freePort()),
                "HOLDFAST_KAFKA_PORT", Integer.toString(freePort()), "HOLDFAST_SIMULATOR_PORT", Integer.toString(freePort())));
        return script.start();
    }

    private Path output() {
        return directory.resolve("said");
    }

    private String said() throws IOException {
        return Files.readString(output());
    }

    private String call(String method, String path, String json) throws IOException, InterruptedException {
        var body = json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json").method(method, body).build(), BodyHandlers.ofString()).body();
    }

    private static String number(String field, String json) {
        return json.replaceFirst(".*\"" + field + "\":(\\d+).*", "$1");
    }

    private static int freePort() {
        return ThreadLocalRandom.current().ints(20_000, 32_000).filter(RunScriptIT::isFree).findFirst().orElseThrow();
    }

    private static boolean isFree(int candidate) {
        try (ServerSocket probe = new ServerSocket(candidate, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
