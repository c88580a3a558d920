package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.testing.Statements;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many statements the server executes for a sweep, each of them one round trip. {@code docs/performance.md} publishes them.
 *
 * <p>The holds of these tests are those of one known customer, whose allocation is one statement of each transaction.
 */
class SweepRoundTripsIT {

    private static TestDatabase database;
    private static Shop shop;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        shop = Shop.on(database, "spring.datasource.hikari.maximum-pool-size=1", "holdfast.checkout.id-block-size=100000");
    }

    @AfterAll
    static void stop() {
        shop.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        shop.clear();
        shop.product(1, 2_000);
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    @Test
    void aSweepThatFindsNothingTakesOneAndItsLockEight() {
        assertThat(statements(() -> sweeper(500).sweepOnce())).isEqualTo(1);
        // The lock may be taken again at once.
        LockedJob job = new LockedJob("sweep", Duration.ofNanos(2), Duration.ofSeconds(30), LockedJob.provider(shop.jdbcTemplate()),
                () -> { });
        // Makes the lock's row.
        assertThat(job.runOnce()).isTrue();
        assertThat(statements(() -> assertThat(job.runOnce()).isTrue())).isEqualTo(8);
    }

    @Test
    void aTransactionTakesTenHoweverManyHoldsItExpires() {
        for (int holds : List.of(1, 2, 500)) {
            stale(holds);
            assertThat(statements(() -> shop.expireHolds().expireDue(1, 500))).isEqualTo(10);
        }
    }

    @Test
    void whereAllHaveOrdersItTakesTwelveAndWhereSomeHaveThirteen() {
        for (int holds : List.of(1, 2, 500)) {
            List<Long> ordered = shop.holds(1, 1, holds);
            ordered.forEach(shop::order);
            shop.makeStale(ordered);
            assertThat(statements(() -> shop.expireHolds().expireDue(1, 500))).isEqualTo(12);
        }
    }

    @Test
    void aThousandStaleHoldsTakeTwentySeven() {
        stale(1_000);
        // The list of products, two transactions, and a third that finds nothing.
        assertThat(statements(() -> assertThat(sweeper(500).sweepOnce().expired()).isEqualTo(1_000))).isEqualTo(1 + 10 + 10 + 6);
    }

    private static List<Long> stale(int count) {
        List<Long> holds = shop.holds(1, 1, count);
        shop.makeStale(holds);
        return holds;
    }

    private static ExpirySweeper sweeper(int batchSize) {
        return shop.sweeper(new SweepProperties(Duration.ofSeconds(1), batchSize, Duration.ofSeconds(30), Duration.ofMinutes(1)));
    }

    private static int statements(Runnable work) {
        return Statements.during(shop.jdbcTemplate().getDataSource(), work);
    }
}
