package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application as it is run. */
@ExtendWith(OutputCaptureExtension.class)
class ExpiryWorkerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestDatabase database;
    private JdbcClient jdbc;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void holdsExpireWhenTheirTimeIsOver() {
        try (ConfigurableApplicationContext worker = withoutWeb(database.jdbcUrl(), "holdfast.checkout.hold-duration=1s")) {
            Shop.product(worker, 1, 10);
            List<Long> holds = Shop.holds(worker, 1, 2, 2);
            Shop.order(worker, holds.getFirst());
            assertThat(jdbc.sql("SELECT status FROM hold ORDER BY id").query(String.class).list()).containsExactly("attached", "reserved");
            await().atMost(PATIENCE).until(() -> jdbc.sql("SELECT available FROM stock").query(Integer.class).single() == 10);
            assertThat(jdbc.sql("SELECT status FROM hold").query(String.class).list()).containsOnly("expired");
            assertThat(jdbc.sql("SELECT status FROM orders").query(String.class).list()).containsExactly("expired");
            assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
        }
    }

    @Test
    void oldIdempotencyKeysAreForgottenAndTheOthersCounted() {
        jdbc.sql("""
                INSERT INTO idempotency_key (caller, route, idempotency_key, fingerprint, created_at)
                VALUES ('anonymous', 'holds', 'old', REPEAT('x', 32), NOW(6) - INTERVAL 2 DAY),
                       ('anonymous', 'holds', 'new', REPEAT('x', 32), NOW(6))""").update();
        try (ConfigurableApplicationContext _ = withoutWeb(database.jdbcUrl())) {
            await().atMost(PATIENCE).until(() -> jdbc.sql("SELECT idempotency_key FROM idempotency_key").query(String.class).list(),
                    List.of("new")::equals);
            await().atMost(PATIENCE).until(() -> jdbc.sql("SELECT CONCAT(caller, ' ', keys_kept) FROM idempotency_caller")
                    .query(String.class).list(), List.of("anonymous 1")::equals);
        }
    }

    @Test
    void healthAndMetricsAreServedOnLoopback() throws Exception {
        try (ConfigurableApplicationContext worker = ExpiryWorker.application()
                .run(Shop.arguments(database, database.jdbcUrl(), "server.port=0"))) {
            assertThat(worker.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
            assertThat(get(worker, "health")).contains("\"status\":\"UP\"");
            get(worker, "info");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(get(worker, "prometheus"))
                    .contains("holdfast_expiry_sweep_seconds_count", "holdfast_expiry_holds_total", "holdfast_expiry_overdue_seconds_max",
                            "holdfast_expiry_failures_total", "holdfast_expiry_idempotency_keys_total"));
        }
    }

    @Test
    void whileTheDatabaseIsAwayTheWorkerSaysSoOnceAndThenGoesOnByItself(CapturedOutput output) throws Exception {
        try (Link link = new Link(database.jdbcUrl());
                ConfigurableApplicationContext worker = withoutWeb(link.jdbcUrl(), "holdfast.checkout.hold-duration=5s",
                        "holdfast.expiry.sweep.interval=200ms", "spring.datasource.hikari.connection-timeout=250",
                        "spring.datasource.hikari.validation-timeout=250")) {
            Shop.product(worker, 1, 10);
            Shop.holds(worker, 1, 2, 2);
            link.cut();
            await().atMost(PATIENCE).until(() -> lines(output, "fails and is tried again").count() > 0);
            await().atMost(PATIENCE).until(() -> jdbc.sql("SELECT COUNT(*) FROM hold WHERE due_at < NOW(6) - INTERVAL 2 SECOND")
                    .query(Integer.class).single() == 2);
            link.mend();
            await().atMost(PATIENCE).until(() -> jdbc.sql("SELECT available FROM stock").query(Integer.class).single() == 10);
            await().atMost(PATIENCE).until(() -> lines(output, "The job expiry-sweep works again").count() == 1);
            assertThat(lines(output, "The job expiry-sweep fails and is tried again")).hasSize(1);
            assertThat(lines(output, " ERROR ")).isEmpty();
        }
    }

    @Test
    void theWorkerStartsBeforeTheDatabaseIsThere() throws Exception {
        try (Link link = new Link(database.jdbcUrl())) {
            link.cut();
            try (ConfigurableApplicationContext _ = withoutWeb(link.jdbcUrl(), "holdfast.expiry.sweep.interval=200ms",
                    "spring.datasource.hikari.connection-timeout=250", "spring.datasource.hikari.validation-timeout=250")) {
                link.mend();
                await().atMost(PATIENCE).until(() -> jdbc.sql("SELECT COUNT(*) FROM shedlock WHERE name = 'expiry-sweep'")
                        .query(Integer.class).single() == 1);
            }
        }
    }

    private ConfigurableApplicationContext withoutWeb(String jdbcUrl, String... properties) {
        return ExpiryWorker.application().web(WebApplicationType.NONE).run(Shop.arguments(database, jdbcUrl, properties));
    }

    private static String get(ConfigurableApplicationContext worker, String endpoint) throws Exception {
        String port = worker.getEnvironment().getProperty("local.server.port");
        URI uri = URI.create("http://127.0.0.1:%s/actuator/%s".formatted(port, endpoint));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }

    private static Stream<String> lines(CapturedOutput output, String text) {
        return output.getAll().lines().filter(line -> line.contains(text));
    }
}
