package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stranger keeps the hot row of one product locked. */
class OverloadIT {

    private static TestDatabase database;
    private static RunningApi api;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        api = RunningApi.on(database, database.jdbcUrl(), "--holdfast.api.group-commit.max-wait=200ms",
                "--holdfast.transaction.max-attempts=1");
    }

    @AfterAll
    static void stop() {
        api.close();
        database.close();
    }

    @Test
    void itsBuyersAreRefusedWithoutEffectAndThoseOfAnotherProductNoticeNothing() throws Exception {
        long locked = api.product(10);
        long free = api.product(10);
        List<Answer> answers;
        try (Connection stranger = database.dataSource().getConnection()) {
            stranger.setAutoCommit(false);
            lock(stranger, locked);
            answers = RunningApi.allAtOnce(Collections.nCopies(6, () -> api.post("/api/holds", hold(locked))));
            assertThat(api.post("/api/holds", hold(free)).status()).isEqualTo(201);
            stranger.rollback();
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        });
        assertThat(answers).as("those who waited behind the first").filteredOn(answer -> answer.text().contains("/overloaded")).isNotEmpty()
                .allSatisfy(answer -> answer.isProblem(503, "overloaded"));
        assertThat(api.count("SELECT COUNT(*) FROM hold WHERE product_id = ?", locked)).isZero();
        assertThat(api.post("/api/holds", hold(locked)).status()).isEqualTo(201);
    }

    private static void lock(Connection stranger, long product) throws SQLException {
        try (Statement lock = stranger.createStatement()) {
            lock.executeQuery("SELECT 1 FROM stock WHERE product_id = " + product + " FOR UPDATE");
        }
    }

    private static String hold(long product) {
        return "{\"product_id\": %d, \"quantity\": 1}".formatted(product);
    }
}
