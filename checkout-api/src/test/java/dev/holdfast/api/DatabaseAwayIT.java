package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseAwayIT {

    private static TestDatabase database;
    private static TcpProxy line;
    private static RunningApi api;

    @BeforeAll
    static void startBehindAProxy() throws IOException {
        database = TestDatabase.create();
        URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        line = new TcpProxy(url.getHost(), url.getPort());
        api = RunningApi.on(database, database.jdbcUrl().replace(url.getAuthority(), "127.0.0.1:" + line.port()));
    }

    @AfterAll
    static void stop() {
        api.close();
        line.close();
        database.close();
    }

    @AfterEach
    void theApiRecoversByItself() throws IOException {
        line.mend();
        await().atMost(Duration.ofSeconds(30)).until(() -> api.get("/api/products").status() == 200);
        assertThat(api.manage("health/readiness").status()).isEqualTo(200);
    }

    @Test
    void withoutTheDatabaseEveryCallIsToldToComeBackSoonAndNothingChanges() throws InterruptedException {
        long product = api.product(10);
        long hold = api.hold(product, 1);
        long held = api.hold(product, 1);
        long order = api.order(held);
        var rows = api.rows();
        line.cut();

        Instant start = Instant.now();
        List<Answer> answers = RunningApi.allAtOnce(List.<Callable<Answer>>of(
                () -> api.get("/api/products"), () -> api.get("/api/products/" + product),
                () -> api.get("/api/holds/" + hold), () -> api.get("/api/orders/" + order),
                () -> api.post("/api/holds", "{\"product_id\": %d, \"quantity\": 1}".formatted(product)),
                () -> api.post("/api/orders", "{\"hold_id\": %d}".formatted(hold)),
                () -> api.delete("/api/holds/" + hold), () -> api.post("/api/orders/" + order + "/cancel", ""),
                () -> api.pay("away", order, "success")));

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(answers).allSatisfy(answer -> {
            answer.isProblem(503, "storage-unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(answer.json().required("outcome_unknown").booleanValue()).isFalse();
            assertThat(answer.json().required("detail").stringValue()).contains("Nothing was changed");
        });
        assertThat(api.rows()).isEqualTo(rows);
        assertThat(api.manage("health/readiness").status()).isEqualTo(503);
        assertThat(api.manage("health/liveness").status()).isEqualTo(200);
    }

    @Test
    void anInstanceThatStartedWithoutTheDatabaseLetsNobodyWaitForTheOthers() throws InterruptedException {
        try (RunningApi started = RunningApi.on(database, "jdbc:mysql://127.0.0.1:1/nobody-listens-here")) {
            Instant start = Instant.now();
            List<Answer> answers = RunningApi.allAtOnce(Collections.nCopies(20, () -> started.post("/api/holds", """
                    {"product_id": 1, "quantity": 1}""")));

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(answers).allSatisfy(answer -> answer.isProblem(503, "storage-unavailable"));
        }
    }

    @Test
    void whenACommitIsLostTheBuyerIsToldThatTheOutcomeIsUnknown() {
        long product = api.product(10);
        api.hold(product, 1);
        line.cutAtNextCommit();

        Answer lost = api.post("/api/holds", "{\"product_id\": %d, \"quantity\": 1}".formatted(product))
                .isProblem(503, "storage-unavailable");

        assertThat(lost.json().required("outcome_unknown").booleanValue()).isTrue();
        assertThat(lost.json().required("detail").stringValue()).contains("wholly or not at all");
    }
}
