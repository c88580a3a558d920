package dev.holdfast.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testing.TestDatabase;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Few places, and a stranger who keeps the hot row of one product locked: those who want it use up all places that they may have. */
@Timeout(180)
class AdmissionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOLDS_IN_PROGRESS = "holdfast_admission_in_progress{of=\"holds\"}";
    private static final String HOLDS_WAITING = "holdfast_admission_waiting{of=\"holds\"}";

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void aFloodOfHoldsIsRefusedAndReadsWithItWhileOrdersAndPaymentsAndOperatorsAreServed() throws Exception {
        try (RunningApi api = api("--holdfast.api.admission.max-waiting=0")) {
            long locked = api.product(10);
            long free = api.product(10);
            long paid = api.order(api.hold(free, 1));
            long wanted = api.hold(free, 1);
            List<CompletableFuture<Answer>> flood;
            try (Connection stranger = database.dataSource().getConnection()) {
                lock(stranger, locked);
                flood = flood(api, 3, locked);

                Answer refused = api.post("/api/holds", hold(free)).isProblem(503, "overloaded");
                assertThat(refused.header("Retry-After")).isEqualTo("2");
                api.get("/api/products/" + free).isProblem(503, "overloaded");
                api.order(wanted);
                assertThat(api.pay("pays-in-a-flood", paid, "success").isJson(200).json().required("order_status").stringValue())
                        .isEqualTo("paid");
                api.get("/admin/products").isJson(200);
                assertThat(api.manage("health/liveness").status()).isEqualTo(200);
                stranger.rollback();
            }

            for (CompletableFuture<Answer> one : flood) {
                one.get().isJson(201);
            }
            api.get("/api/products/" + free).isJson(200);
            assertThat(api.metric(HOLDS_IN_PROGRESS)).isZero();
            assertThat(api.metric("holdfast_admission_requests_total{decision=\"refused\",of=\"holds\"}")).isEqualTo(1);
            assertThat(api.metric("holdfast_admission_requests_total{decision=\"refused\",of=\"reads\"}")).isEqualTo(1);
            assertThat(api.metric("holdfast_admission_requests_total{decision=\"refused\",of=\"webhooks\"}")).isZero();
        }
    }

    @Test
    void whoFindsNoPlaceWaitsForOneAndIsRefusedWithoutEffectWhenItsTimeIsOver() throws Exception {
        try (RunningApi api = api("--holdfast.api.admission.max-waiting=10", "--holdfast.api.admission.max-wait=10s")) {
            long locked = api.product(10);
            long free = api.product(10);
            CompletableFuture<Answer> waiting;
            try (Connection stranger = database.dataSource().getConnection()) {
                lock(stranger, locked);
                flood(api, 3, locked);
                waiting = CompletableFuture.supplyAsync(() -> api.post("/api/holds", hold(free)));
                await().atMost(PATIENCE).until(() -> api.metric(HOLDS_WAITING) == 1);
                stranger.rollback();
            }
            waiting.get().isJson(201);
        }
        try (RunningApi api = api("--holdfast.api.admission.max-waiting=10", "--holdfast.api.admission.max-wait=50ms")) {
            long locked = api.product(10);
            long free = api.product(10);
            try (Connection stranger = database.dataSource().getConnection()) {
                lock(stranger, locked);
                List<CompletableFuture<Answer>> flood = flood(api, 3, locked);
                api.post("/api/holds", hold(free)).isProblem(503, "overloaded");
                stranger.rollback();
                flood.forEach(one -> one.join().isJson(201));
            }
            assertThat(api.count("SELECT COUNT(*) FROM hold WHERE product_id = ?", free)).isZero();
        }
    }

    /** The head of a request, which Tomcat is done with when it asks for the body; and then nothing. */
    @Test
    void clientsWhoseBodiesDoNotComeKeepNoPlaces() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (RunningApi api = api("--holdfast.api.admission.max-waiting=0")) {
            long product = api.product(10);
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket("127.0.0.1", api.port());
                slow.add(socket);
                socket.getOutputStream().write(("POST /api/holds HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Expect: 100-continue\r\nContent-Length: 40\r\n\r\n").getBytes(US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 100");
            }
            api.hold(product, 1);
            assertThat(api.metric(HOLDS_IN_PROGRESS)).isZero();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** @return holds of the locked product, as many as are given, all in progress */
    private static List<CompletableFuture<Answer>> flood(RunningApi api, int holds, long locked) {
        List<CompletableFuture<Answer>> flood = IntStream.range(0, holds)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> api.post("/api/holds", hold(locked)), Thread::startVirtualThread)).toList();
        await().atMost(PATIENCE).until(() -> api.metric(HOLDS_IN_PROGRESS) == holds);
        return flood;
    }

    /** Two places for holds and one for reads, which holds may use as well. */
    private static RunningApi api(String... settings) {
        List<String> all = new ArrayList<>(List.of("--holdfast.api.admission.places.webhooks=1", "--holdfast.api.admission.places.admin=1",
                "--holdfast.api.admission.places.orders=1", "--holdfast.api.admission.places.holds=2",
                "--holdfast.api.admission.places.reads=1", "--spring.datasource.hikari.connection-init-sql="
                + "SET SESSION innodb_lock_wait_timeout = 600", "--spring.datasource.hikari.data-source-properties.socketTimeout=600000"));
        all.addAll(List.of(settings));
        return RunningApi.on(database, database.jdbcUrl(), all.toArray(String[]::new));
    }

    private static void lock(Connection stranger, long product) throws SQLException {
        stranger.setAutoCommit(false);
        try (Statement lock = stranger.createStatement()) {
            lock.executeQuery("SELECT 1 FROM stock WHERE product_id = " + product + " FOR UPDATE");
        }
    }

    private static String hold(long product) {
        return "{\"product_id\": %d, \"quantity\": 1}".formatted(product);
    }
}
