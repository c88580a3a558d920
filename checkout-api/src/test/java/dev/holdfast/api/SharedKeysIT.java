package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One idempotency key on two instances that share nothing but the database. */
class SharedKeysIT {

    private static final String HEADER = "Idempotency-Key";

    private static TestDatabase database;
    private static RunningApi one;
    private static RunningApi other;

    @BeforeAll
    static void startBoth() {
        database = TestDatabase.create();
        one = RunningApi.on(database, database.jdbcUrl());
        other = RunningApi.on(database, database.jdbcUrl());
    }

    @AfterAll
    static void stopBoth() {
        one.close();
        other.close();
        database.close();
    }

    @Test
    void fiftySendsAtOnceHaveOneEffectAndFiftyEqualAnswers() throws InterruptedException {
        long product = one.product(1_000);
        for (int round = 0; round < 10; round++) {
            String key = "fifty-" + round;
            List<Answer> answers = RunningApi.allAtOnce(IntStream.range(0, 50).<Callable<Answer>>mapToObj(i ->
                    () -> (i % 2 == 0 ? one : other).post("/api/holds", hold(product), HEADER, key)).toList());

            assertThat(answers.stream().map(answer -> answer.isJson(201).text()).collect(Collectors.toSet())).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty()).hasSize(1);
            assertThat(one.count("SELECT COUNT(*) FROM hold WHERE product_id = ?", product)).isEqualTo(round + 1);
        }
    }

    @Test
    void aKeyThatIsInUseForTooLongIsRefusedAndThoseWhoShareItsTransactionAreNot() throws Exception {
        long product = one.product(1_000);
        try (Connection stranger = database.dataSource().getConnection()) {
            claim(stranger, "stuck");
            CompletableFuture<Answer> stuck = CompletableFuture.supplyAsync(() -> one.post("/api/holds", hold(product), HEADER, "stuck"));
            await().until(() -> one.metric("holdfast_group_commit_batch_count{of=\"holds\"}") > 0);
            List<Answer> behind = RunningApi.allAtOnce(IntStream.range(0, 20).<Callable<Answer>>mapToObj(i ->
                    () -> one.post("/api/holds", hold(product), HEADER, i == 10 ? "stuck" : "free-" + i)).toList());
            List<Answer> placed = behind.stream().filter(answer -> answer.status() == 201).toList();

            stuck.join().isProblem(409, "idempotency-key-in-flight");
            assertThat(stuck.join().header("Retry-After")).isEqualTo("2");
            behind.get(10).isProblem(409, "idempotency-key-in-flight");
            assertThat(placed).as("all the others").hasSize(19);
            assertThat(one.count("SELECT COUNT(*) FROM hold WHERE product_id = ?", product)).isEqualTo(19);
            stranger.rollback();
        }
        one.post("/api/holds", hold(product), HEADER, "stuck").isJson(201);
    }

    @Test
    void aHoldWhoseAnswerWasLostIsFoundByItsKey() throws Exception {
        long product = one.product(10);
        var address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (TcpProxy line = new TcpProxy(address.getHost(), address.getPort());
                RunningApi api = RunningApi.on(database, database.jdbcUrl().replace(address.getAuthority(), "127.0.0.1:" + line.port()))) {
            api.hold(product, 1);
            line.cutAtNextCommit();
            Answer lost = api.post("/api/holds", hold(product), HEADER, "lost").isProblem(503, "storage-unavailable");
            assertThat(lost.json().required("outcome_unknown").booleanValue()).isTrue();
        }
        Answer found = other.post("/api/holds", hold(product), HEADER, "lost").isJson(201);

        assertThat(other.post("/api/holds", hold(product), HEADER, "lost").text()).isEqualTo(found.text());
        assertThat(other.count("SELECT COUNT(*) FROM hold WHERE product_id = ?", product)).isEqualTo(2);
    }

    private static void claim(Connection stranger, String key) throws SQLException {
        stranger.setAutoCommit(false);
        try (var insert = stranger.createStatement()) {
            insert.executeUpdate("INSERT INTO idempotency_key (caller, route, idempotency_key, fingerprint)"
                    + " VALUES ('anonymous', 'POST /api/holds', '%s', REPEAT('x', 32))".formatted(key));
        }
    }

    private static String hold(long product) {
        return "{\"product_id\": %d, \"quantity\": 1}".formatted(product);
    }
}
