package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CountIdempotencyKeysIT {

    private static final String INSERT = """
            INSERT INTO idempotency_key (caller, route, idempotency_key, fingerprint)
            VALUES ('%s', 'POST /api/holds', '%s', REPEAT('x', 32))""";

    private static TestDatabase database;
    private static JdbcClient jdbc;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void thoseOfEachCallerAreCountedWithoutWaitingForAnyOfThem() throws SQLException {
        keys("one", "a", "b", "c");
        keys("two", "a");
        try (Connection stranger = database.dataSource().getConnection(); var statement = stranger.createStatement()) {
            stranger.setAutoCommit(false);
            statement.executeUpdate(INSERT.formatted("two", "not committed"));
            statement.executeUpdate("UPDATE idempotency_key SET sends = 2 WHERE caller = 'one'");
            count();
            stranger.rollback();
        }
        assertThat(counts()).containsExactly("one 3", "two 1");

        jdbc.sql("DELETE FROM idempotency_key WHERE caller = 'two' OR idempotency_key = 'a'").update();
        count();
        assertThat(counts()).containsExactly("one 2");
    }

    private static void count() {
        new CountIdempotencyKeys(jdbc, new TransactionTemplate(new JdbcTransactionManager(database.dataSource()))).countOnce();
    }

    private static void keys(String caller, String... keys) {
        for (String key : keys) {
            jdbc.sql(INSERT.formatted(caller, key)).update();
        }
    }

    private static List<String> counts() {
        return jdbc.sql("SELECT CONCAT(caller, ' ', keys_kept) FROM idempotency_caller ORDER BY caller").query(String.class).list();
    }
}
