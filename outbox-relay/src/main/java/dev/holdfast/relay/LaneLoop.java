package dev.holdfast.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats one lane's step on a thread of its own, and waits in between for as long as the step's outcome asks for. */
final class LaneLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LaneLoop.class);

    private final LaneRelay relay;
    private final int fullBatch;
    private final RelayProperties.Waits waits;
    private final RelayStatus status;
    private final RelayMetrics metrics;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean idle;

    LaneLoop(LaneRelay relay, RelayProperties properties, RelayStatus status, RelayMetrics metrics) {
        this.relay = relay;
        this.fullBatch = properties.batchSize();
        this.waits = properties.waits();
        this.status = status;
        this.metrics = metrics;
        this.backoff = new Backoff(waits.shortestBackoff(), waits.longestBackoff());
    }

    @Override
    public void run() {
        try (relay) {
            while (!isStopping()) {
                if (status.isRefused()) {
                    leave();
                    rest(waits.look());
                } else {
                    long begun = System.nanoTime();
                    afterwards(step(), Duration.ofNanos(System.nanoTime() - begun));
                }
            }
            leave();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    /** Not even an Error ends the thread: it would keep the lane without working it, and no other relay would be given it. */
    private Step step() {
        try {
            return relay.relayOnce();
        } catch (Error failure) {
            relay.close();
            return new Step.Restarted(failure, false);
        }
    }

    private void leave() {
        try {
            relay.leave();
        } catch (RuntimeException away) {
            log.debug("Whoever takes lane {} over deletes what it published last", relay.lane(), away);
        }
    }

    private void afterwards(Step step, Duration taken) throws InterruptedException {
        status.parked(relay.lane(), relay.parkedKeys());
        switch (step) {
            case Step.Published(int rows) -> {
                succeeded();
                rest(pause(rows, taken));
            }
            case Step.Parked(var event, String reason) -> log.error(
                    "Lane {} parks event {}: later events of key {} wait behind it, all others flow. {}",
                    relay.lane(), event.eventId(), event.key(), reason);
            case Step.Skipped(var events) -> log.warn("Lane {} has skipped, as an operator decided: {}", relay.lane(), events);
            case Step.Idle idle -> {
                succeeded();
                awaitRows();
            }
            case Step.Restarted(var cause, boolean fenced) -> {
                metrics.restarted(fenced);
                if (!isStopping()) {
                    status.waitingLane(relay.lane(), cause);
                    rest(backoff.next());
                }
            }
            case Step.Refused(String reason) -> {
                status.refusedLane(relay.lane(), reason);
                rest(waits.refused());
            }
        }
    }

    /**
     * A transaction costs the same for one event as for hundreds. So while batches are not full, a lane lets as much time pass as its
     * step took: on a busy machine, where steps take long, it leaves half of that time to others and its batches grow.
     */
    private Duration pause(int rows, Duration taken) {
        if (rows == fullBatch) {
            return Duration.ZERO;
        }
        return taken.compareTo(waits.longestWatch()) < 0 ? taken : waits.longestWatch();
    }

    private void succeeded() {
        backoff.reset();
        status.running(relay.lane());
    }

    private void awaitRows() throws InterruptedException {
        if (relay.parkedKeys() > 0) {
            // The watch sees the parked rows all the time and would wake the lane for nothing.
            rest(waits.longestWatch());
            return;
        }
        idle = true;
        if (wake.tryAcquire(waits.look().toNanos(), TimeUnit.NANOSECONDS)) {
            wake.drainPermits();
        }
        idle = false;
    }

    private void rest(Duration duration) throws InterruptedException {
        stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** @return whether it waits for rows, so that telling it of some would help */
    boolean isIdle() {
        return idle;
    }

    /** Tells it that rows may wait. */
    void wake() {
        wake.release();
    }

    /** Ends the loop after the step that is under way. Returns at once. */
    void stop() {
        stopping.countDown();
        wake.release();
    }

    /** Ends the loop at once: the step that is under way fails. */
    void abandon() {
        stop();
        relay.close();
    }

    /** @return false when it still runs after that time */
    boolean awaitStopped(long nanos) throws InterruptedException {
        return stopped.await(nanos, TimeUnit.NANOSECONDS);
    }
}
