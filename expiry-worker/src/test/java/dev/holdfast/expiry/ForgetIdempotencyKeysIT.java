package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ForgetIdempotencyKeysIT {

    private static TestDatabase database;
    private static Shop shop;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        shop = Shop.on(database);
    }

    @AfterAll
    static void stop() {
        shop.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        shop.clear();
    }

    @Test
    void onlyWhatIsPastItsRetentionIsForgotten() {
        keys("old", 25, Duration.ofHours(25));
        keys("just-past", 1, Duration.ofHours(24).plusSeconds(1));
        keys("not-yet", 1, Duration.ofHours(24).minusMinutes(1));
        keys("new", 3, Duration.ZERO);
        assertThat(forget(10).forgetOnce()).isEqualTo(26);
        assertThat(remaining()).containsExactlyInAnyOrder("not-yet-0", "new-0", "new-1", "new-2");
        assertThat(meters.counter("holdfast.expiry.idempotency.keys").count()).isEqualTo(26);
        assertThat(forget(10).forgetOnce()).isZero();
    }

    @Test
    void theyAreForgottenInBatchesTheOldestFirst() throws Exception {
        keys("oldest", 10, Duration.ofHours(30));
        keys("old", 10, Duration.ofHours(25));
        try (RowLock _ = new RowLock(database, "SELECT * FROM idempotency_key WHERE idempotency_key LIKE 'old-%'")) {
            // The second batch fails at the locked rows; the first is a transaction of its own, and stays.
            assertThatThrownBy(() -> forget(10).forgetOnce()).isInstanceOf(DataAccessException.class);
            assertThat(remaining()).hasSize(10).allMatch(key -> key.startsWith("old-"));
        }
        assertThat(forget(10).forgetOnce()).isEqualTo(10);
    }

    private ForgetIdempotencyKeys forget(int batchSize) {
        return new ForgetIdempotencyKeys(shop.jdbc(), new IdempotencyKeyProperties(Duration.ofHours(24), Duration.ofMinutes(1), batchSize,
                Duration.ofSeconds(10), Duration.ofSeconds(30)), meters);
    }

    private static void keys(String name, int count, Duration age) {
        for (int i = 0; i < count; i++) {
            shop.jdbc().sql("""
                    INSERT INTO idempotency_key (caller, route, idempotency_key, fingerprint, created_at)
                    VALUES ('anonymous', 'POST /api/holds', :key, REPEAT('x', 32), NOW(6) - INTERVAL :age SECOND)""")
                    .param("key", name + "-" + i).param("age", age.toSeconds()).update();
        }
    }

    private static List<String> remaining() {
        return shop.jdbc().sql("SELECT idempotency_key FROM idempotency_key").query(String.class).list();
    }
}
