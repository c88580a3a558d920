package dev.holdfast.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./run} does, in this process: everything on embedded services, on free ports, in a folder of its own. */
class RunningHoldfastIT {

    @TempDir
    private static Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
    private final int port = freePort(21_000);
    private final int simulatorPort = freePort(24_000);

    @Test
    void itStartsSellsStopsWithoutALeftoverAndFindsItsDataAgain() throws Exception {
        try (RunningHoldfast holdfast = new RunningHoldfast(settings(), progress)) {
            holdfast.start();
            assertThat(get("/api/products/1")).contains("\"available_stock\":100");
            assertThat(post("/api/holds", "{\"product_id\": 1, \"quantity\": 2}")).contains("\"status\":\"reserved\"");
        }
        assertThat(processesOfTheFolder()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("The tables are up to date: ", "Expiry worker is up after");

        try (RunningHoldfast again = new RunningHoldfast(settings(), progress)) {
            again.start();
            assertThat(get("/api/products/1")).contains("\"available_stock\":98");
        }
    }

    @Test
    void aPaymentWhoseWebhookIsLostPaysItsOrderAllTheSame() throws Exception {
        try (RunningHoldfast holdfast = new RunningHoldfast(settings(), progress)) {
            holdfast.start();
            long hold = number(post("/api/holds", "{\"product_id\": 1, \"quantity\": 1}"), "hold_id");
            long order = number(post("/api/orders", "{\"hold_id\": %d}".formatted(hold)), "order_id");
            String payments = "http://127.0.0.1:%d/simulator/payments".formatted(simulatorPort);
            assertThat(send(HttpRequest.newBuilder(URI.create(payments)).POST(HttpRequest.BodyPublishers.ofString(
                    "{\"order_id\": %d, \"webhook\": \"lost\"}".formatted(order))))).contains("simulator:");
            assertThat(send(HttpRequest.newBuilder(URI.create(payments)).POST(HttpRequest.BodyPublishers.ofString("{\"webhook\": \"odd\"}"))))
                    .contains("Send order_id");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> get("/api/orders/" + order).contains("\"status\":\"paid\""));
        }
    }

    private static long number(String json, String field) {
        Matcher matcher = Pattern.compile("\"%s\":([0-9]+)".formatted(field)).matcher(json);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingSlowIsStarted() throws IOException {
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                RunningHoldfast holdfast = new RunningHoldfast(settings(), progress)) {
            assertThatThrownBy(holdfast::start).isInstanceOf(CannotStart.class)
                    .hasMessage("port %d is taken; set HOLDFAST_API_PORT to a free one", other.getLocalPort());
        }
        assertThat(said.size()).isZero();
    }

    @Test
    void stoppedInTheMiddleOfTheStartItLeavesNothingBehind() throws Exception {
        RunningHoldfast holdfast = new RunningHoldfast(settings(), progress);
        CompletableFuture<Void> start = CompletableFuture.runAsync(holdfast::start);
        Awaitility.await().until(() -> said.toString(StandardCharsets.UTF_8).contains("MariaDB"));
        holdfast.close();
        assertThat(start).failsWithin(1, TimeUnit.SECONDS).withThrowableThat().withRootCauseInstanceOf(CannotStart.class)
                .withMessageContaining("it was stopped before it was up");
        assertThat(processesOfTheFolder()).isZero();
    }

    private Settings settings() {
        return new Settings(directory, port, 0, 0, simulatorPort, null, "holdfast", "", null);
    }

    private static long processesOfTheFolder() {
        return ProcessHandle.current().descendants()
                .filter(process -> process.info().command().filter(command -> command.startsWith(directory.toString())).isPresent()).count();
    }

    private static int freePort(int from) {
        return IntStream.iterate(from, candidate -> candidate + 7).filter(RunningHoldfastIT::isFree).findFirst().orElseThrow();
    }

    private static boolean isFree(int candidate) {
        try (ServerSocket probe = new ServerSocket(candidate, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private String post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
