package dev.holdfast.expiry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a step again and again in a thread of its own, from when the application has started until it stops. A step that takes
 * longer than the interval is followed by the next one at once; missed ones are not made up for.
 *
 * <p>A stop lets the running step end, for as long as {@code spring.lifecycle.timeout-per-shutdown-phase} allows.
 */
final class RunLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RunLoop.class);

    private final String name;
    private final long intervalNanos;
    private final Runnable step;
    private CountDownLatch stop = new CountDownLatch(1);
    private CompletableFuture<Boolean> ended = CompletableFuture.completedFuture(true);

    /**
     * @param name     of the thread
     * @param interval from the start of one step to the start of the next
     */
    RunLoop(String name, Duration interval, Runnable step) {
        this.name = name;
        this.intervalNanos = interval.toNanos();
        this.step = step;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        CountDownLatch stopThis = new CountDownLatch(1);
        CompletableFuture<Boolean> thisEnded = new CompletableFuture<>();
        stop = stopThis;
        ended = thisEnded;
        // Not a daemon: where there is no web server it keeps the application alive.
        Thread.ofPlatform().name(name).start(() -> {
            try {
                runUntil(stopThis);
            } finally {
                thisEnded.complete(true);
            }
        });
    }

    @Override
    public void stop() {
        stop(() -> { });
    }

    @Override
    public synchronized void stop(Runnable whenEnded) {
        stop.countDown();
        ended.thenRun(whenEnded);
    }

    @Override
    public synchronized boolean isRunning() {
        return !ended.isDone();
    }

    private void runUntil(CountDownLatch stopped) {
        long next = System.nanoTime();
        try {
            do {
                runStep();
                long now = System.nanoTime();
                next += Math.max(intervalNanos, now - next);
            } while (!stopped.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException interrupted) {
            // Nobody who asks for a stop does it this way.
            log.error("The loop {} was interrupted and ends", name, interrupted);
        }
    }

    private void runStep() {
        try {
            step.run();
        } catch (Throwable failure) {
            log.error("A step of the loop {} failed; it goes on", name, failure);
        }
    }
}
