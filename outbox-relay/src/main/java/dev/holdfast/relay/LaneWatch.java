package dev.holdfast.relay;

import dev.holdfast.outbox.Lanes;
import dev.holdfast.outbox.OutboxBacklog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database which lanes have rows and wakes those that this relay works: one statement for all lanes, often while events
 * flow, seldom while none do, and more seldom still while every lane is at work anyway.
 */
final class LaneWatch implements Runnable {

    private static final String PART = "rows in the outbox";

    private final OutboxBacklog backlog;
    private final OwnedLanes owned;
    private final Lanes lanes;
    private final RelayProperties.Waits waits;
    private final RelayStatus status;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private long lookedAt = System.nanoTime();

    LaneWatch(OutboxBacklog backlog, OwnedLanes owned, Lanes lanes, RelayProperties.Waits waits, RelayStatus status) {
        this.backlog = backlog;
        this.owned = owned;
        this.lanes = lanes;
        this.waits = waits;
        this.status = status;
        this.backoff = new Backoff(waits.shortestBackoff(), waits.longestBackoff());
    }

    @Override
    public void run() {
        Duration pause = waits.shortestWatch();
        try {
            while (!stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pause = next(pause);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration next(Duration last) {
        if (!owned.anyIdle() && !status.isRefused() && System.nanoTime() - lookedAt < waits.refused().toNanos()) {
            return waits.shortestWatch();
        }
        lookedAt = System.nanoTime();
        try {
            boolean woken = watchOnce();
            status.recovered(PART);
            backoff.reset();
            Duration doubled = last.multipliedBy(2);
            return woken ? waits.shortestWatch() : doubled.compareTo(waits.longestWatch()) < 0 ? doubled : waits.longestWatch();
        } catch (RuntimeException | Error away) {
            // Whatever it is: without this thread nobody would notice rows, nor that a refusal is over.
            status.waiting(PART, away);
            return backoff.next();
        }
    }

    /**
     * Also notices rows in lanes that do not exist by this relay's configuration: whoever wrote them spreads keys differently, so
     * that a key may have rows in two lanes, and no lane may go on.
     *
     * @return whether a lane was woken
     */
    boolean watchOnce() {
        List<Integer> withRows = backlog.lanesWithRows();
        String refusal = foreignLanes(withRows, lanes);
        if (refusal != null) {
            status.refuse(PART, refusal);
            return false;
        }
        status.acceptAgain(PART);
        return withRows.stream().filter(owned::wake).count() > 0;
    }

    /** @return why no lane may run, or null when all rows are in lanes that exist */
    static @Nullable String foreignLanes(List<Integer> withRows, Lanes lanes) {
        List<Integer> foreign = withRows.stream().filter(lane -> lane < 0 || lane >= lanes.count()).toList();
        return foreign.isEmpty() ? null : """
                the outbox has rows in lanes %s, but holdfast.outbox.lanes.count is %d here. All applications must have the same \
                count; to change it, drain the outbox first\
                """.formatted(foreign, lanes.count());
    }

    void stop() {
        stopping.countDown();
    }
}
