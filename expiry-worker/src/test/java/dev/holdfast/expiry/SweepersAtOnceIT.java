package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two workers without any lock between them: the lock saves work, it is not what makes the result right. */
class SweepersAtOnceIT {

    private static final int PRODUCTS = 3;
    private static final int HOLDS_A_PRODUCT = 120;

    @Test
    void theUnitsOfEachHoldComeBackExactlyOnce() throws Exception {
        try (TestDatabase database = TestDatabase.create(); Shop one = Shop.on(database); Shop other = Shop.on(database)) {
            List<Long> stale = new ArrayList<>();
            for (long product = 1; product <= PRODUCTS; product++) {
                one.product(product, 10 * HOLDS_A_PRODUCT);
                stale.addAll(one.holds(product, 1 + (int) product, HOLDS_A_PRODUCT));
            }
            stale.subList(0, 50).forEach(one::order);
            one.makeStale(stale);

            assertThat(sweepAtOnce(one, other)).isEqualTo(stale.size());

            assertThat(one.jdbc().sql("SELECT COUNT(*) FROM stock WHERE available = total").query(Integer.class).single())
                    .isEqualTo(PRODUCTS);
            assertThat(one.jdbc().sql("SELECT CAST(aggregateid AS SIGNED) FROM outbox WHERE type = 'dev.holdfast.hold.expired.v1'")
                    .query(Long.class).list()).containsExactlyInAnyOrderElementsOf(stale);
            assertThat(one.jdbc().sql("SELECT COUNT(*) FROM outbox WHERE type = 'dev.holdfast.order.expired.v1'")
                    .query(Integer.class).single()).isEqualTo(50);
            assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
        }
    }

    private static int sweepAtOnce(Shop... workers) throws Exception {
        CyclicBarrier start = new CyclicBarrier(workers.length);
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.length)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (Shop worker : workers) {
                running.add(threads.submit(() -> sweepUntilNothingIsDue(worker, start)));
            }
            int expired = 0;
            for (Future<Integer> worker : running) {
                expired += worker.get(60, TimeUnit.SECONDS);
            }
            return expired;
        }
    }

    private static int sweepUntilNothingIsDue(Shop worker, CyclicBarrier start) throws Exception {
        ExpirySweeper sweeper = worker.sweeper(
                new SweepProperties(Duration.ofSeconds(1), 10, Duration.ofSeconds(30), Duration.ofMinutes(1)));
        start.await(30, TimeUnit.SECONDS);
        int expired = 0;
        Sweep sweep;
        do {
            sweep = sweeper.sweepOnce();
            expired += sweep.expired();
        } while (sweep.products() > 0);
        return expired;
    }
}
