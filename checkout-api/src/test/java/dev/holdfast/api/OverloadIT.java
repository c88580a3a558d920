package dev.holdfast.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stranger keeps the hot row of one product locked. */
class OverloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    void thoseWhoWaitBehindItsBuyersAreRefusedWithoutEffectAndThoseOfAnotherProductNoticeNothing() throws Exception {
        try (RunningApi api = api("--holdfast.api.group-commit.max-wait=200ms", "--spring.datasource.hikari.connection-init-sql="
                + "SET SESSION innodb_lock_wait_timeout = 600", "--spring.datasource.hikari.data-source-properties.socketTimeout=600000")) {
            long locked = api.product(10);
            long free = api.product(10);
            CompletableFuture<Answer> first;
            List<Answer> behind;
            try (Connection stranger = database.dataSource().getConnection()) {
                lock(stranger, locked);
                first = CompletableFuture.supplyAsync(() -> api.post("/api/holds", hold(locked)));
                await().atMost(PATIENCE).until(() -> api.metric("holdfast_group_commit_batch_count{of=\"holds\"}") == 1);
                behind = RunningApi.allAtOnce(Collections.nCopies(5, () -> api.post("/api/holds", hold(locked))));
                assertThat(api.post("/api/holds", hold(free)).status()).isEqualTo(201);
                stranger.rollback();
            }

            assertThat(behind).allSatisfy(answer -> {
                answer.isProblem(503, "overloaded");
                assertThat(answer.header("Retry-After")).isEqualTo("2");
            });
            assertThat(first.get(PATIENCE.toSeconds(), SECONDS).status()).isEqualTo(201);
            assertThat(api.count("SELECT COUNT(*) FROM hold WHERE product_id = ?", locked)).isEqualTo(1);
        }
    }

    @Test
    void itsBuyersAreRefusedWithoutEffectWhenTheDatabaseGivesUpWaiting() throws Exception {
        try (RunningApi api = api("--holdfast.transaction.max-attempts=1")) {
            long locked = api.product(10);
            Answer answer;
            try (Connection stranger = database.dataSource().getConnection()) {
                lock(stranger, locked);
                answer = api.post("/api/holds", hold(locked));
                stranger.rollback();
            }

            answer.isProblem(503, "storage-unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(api.count("SELECT COUNT(*) FROM hold WHERE product_id = ?", locked)).isZero();
            assertThat(api.post("/api/holds", hold(locked)).status()).isEqualTo(201);
        }
    }

    private static RunningApi api(String... settings) {
        return RunningApi.on(database, database.jdbcUrl(), settings);
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
