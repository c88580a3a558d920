package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunLoopTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicInteger steps = new AtomicInteger();

    @Test
    void runsItsStepAgainAndAgainUntilItIsStopped() {
        RunLoop loop = new RunLoop("loop", SHORT, steps::incrementAndGet);
        assertThat(loop.isRunning()).isFalse();
        loop.start();
        assertThat(loop.isRunning()).isTrue();
        await().until(() -> steps.get() >= 3);
        loop.stop();
        await().until(() -> !loop.isRunning());
        int last = steps.get();
        await().during(Duration.ofMillis(50)).until(() -> steps.get() == last);
    }

    @Test
    void beginsAtOnceAndThenKeepsTheInterval() {
        RunLoop loop = new RunLoop("loop", Duration.ofHours(1), steps::incrementAndGet);
        loop.start();
        await().until(() -> steps.get() == 1);
        await().during(Duration.ofMillis(50)).until(() -> steps.get() == 1);
        loop.stop();
        await().until(() -> !loop.isRunning());
    }

    @Test
    void whateverAStepThrowsTheNextOneIsRun() {
        RunLoop loop = new RunLoop("loop", SHORT, () -> {
            if (steps.incrementAndGet() % 2 == 1) {
                throw new AssertionError("not even an error ends the loop");
            }
        });
        loop.start();
        await().until(() -> steps.get() >= 4);
        loop.stop();
        await().until(() -> !loop.isRunning());
    }

    @Test
    void aStopLetsTheRunningStepEnd() throws InterruptedException {
        CountDownLatch leave = new CountDownLatch(1);
        Semaphore entered = new Semaphore(0);
        CountDownLatch ended = new CountDownLatch(1);
        RunLoop loop = new RunLoop("loop", SHORT, () -> {
            entered.release();
            awaitUninterrupted(leave);
            steps.incrementAndGet();
        });
        loop.start();
        assertThat(entered.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        loop.stop(ended::countDown);
        assertThat(loop.isRunning()).isTrue();
        assertThat(ended.getCount()).isEqualTo(1);
        leave.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(steps).hasValue(1);
    }

    @Test
    void aLoopThatWasStoppedCanBeStartedAgain() {
        RunLoop loop = new RunLoop("loop", Duration.ofHours(1), steps::incrementAndGet);
        loop.start();
        loop.start();
        await().until(() -> steps.get() == 1);
        loop.stop();
        await().until(() -> !loop.isRunning());
        loop.start();
        await().until(() -> steps.get() == 2);
        loop.stop();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
