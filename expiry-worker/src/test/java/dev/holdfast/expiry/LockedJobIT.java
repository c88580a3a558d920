package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockedJobIT {

    private static final Duration SHORT = Duration.ofMillis(1);

    private static TestDatabase database;
    private static Shop shop;

    private final AtomicInteger steps = new AtomicInteger();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

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
    void whileOneWorkerIsAtWorkTheOtherIsIdle() throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Boolean> first = startJobThatStays(thread, Duration.ofSeconds(30));
            LockedJob second = job(SHORT, Duration.ofSeconds(30));
            assertThat(second.runOnce()).isFalse();
            assertThat(steps).hasValue(0);
            leave.countDown();
            assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
            await().until(second::runOnce);
            assertThat(steps).hasValue(1);
        }
    }

    @Test
    void theLockOfAWorkerThatIsPausedPassesOnWhenItsLeaseIsOver() throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Boolean> paused = startJobThatStays(thread, Duration.ofSeconds(1));
            LockedJob second = job(SHORT, Duration.ofSeconds(30));
            await().atMost(Duration.ofSeconds(20)).until(second::runOnce);
            assertThat(steps).hasValue(1);
            assertThat(paused).isNotDone();
            leave.countDown();
            assertThat(paused.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theJobGoesOnAfterItsLockRowWasDeleted() {
        LockedJob job = job(SHORT, Duration.ofSeconds(30));
        assertThat(job.runOnce()).isTrue();
        shop.jdbc().sql("DELETE FROM shedlock").update();
        await().until(job::runOnce);
        assertThat(steps).hasValue(2);
    }

    @Test
    void workersTogetherRestForHalfTheInterval() {
        LockedJob first = job(Duration.ofSeconds(4), Duration.ofSeconds(30));
        LockedJob second = job(Duration.ofSeconds(4), Duration.ofSeconds(30));
        assertThat(first.runOnce()).isTrue();
        assertThat(second.runOnce()).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(second::runOnce);
        assertThat(shop.jdbc().sql("SELECT COUNT(*) FROM shedlock").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void aStepThatFailsGivesTheLockBack() {
        LockedJob failing = new LockedJob("job", SHORT, Duration.ofSeconds(30), LockedJob.provider(shop.jdbcTemplate()), () -> {
            throw new IllegalStateException("a bug");
        });
        failing.run();
        await().atMost(Duration.ofSeconds(5)).until(job(SHORT, Duration.ofSeconds(30))::runOnce);
    }

    private Future<Boolean> startJobThatStays(ExecutorService thread, Duration lease) throws InterruptedException {
        LockedJob job = new LockedJob("job", SHORT, lease, LockedJob.provider(shop.jdbcTemplate()), () -> {
            entered.countDown();
            try {
                assertThat(leave.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        Future<Boolean> running = thread.submit(job::runOnce);
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        return running;
    }

    private LockedJob job(Duration interval, Duration lease) {
        return new LockedJob("job", interval, lease, LockedJob.provider(shop.jdbcTemplate()), steps::incrementAndGet);
    }
}
