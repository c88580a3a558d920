package dev.holdfast.audit;

import dev.holdfast.audit.database.CannotRead;
import dev.holdfast.audit.database.DatabaseAddress;
import dev.holdfast.audit.database.OutboxWatch;
import dev.holdfast.audit.database.OutboxWatch.Backlog;
import java.time.Duration;

/** Waits until the outbox is empty. What was published last and what is committed can be compared only then. */
final class QuietWait {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    /** A relay that takes a lane over may first have to wait until Kafka has ended the transaction of the one before. */
    private static final Duration STALLED = Duration.ofSeconds(20);

    private final Progress progress;

    QuietWait(Progress progress) {
        this.progress = progress;
    }

    /**
     * How the waiting has ended.
     *
     * @param rows    that still wait in the outbox
     * @param stalled whether they are stuck: none of them went for as long as was waited, or for {@link #STALLED}
     * @param waited  how long
     */
    record Outcome(long rows, boolean stalled, Duration waited) {

        boolean isEmpty() {
            return rows == 0;
        }
    }

    /** @param limit after which it is over in any case */
    Outcome await(DatabaseAddress database, Duration limit) throws CannotRead, InterruptedException {
        try (OutboxWatch watch = OutboxWatch.open(database)) {
            long begin = System.nanoTime();
            long moved = begin;
            Backlog backlog = watch.look();
            if (backlog.rows() > 0) {
                progress.say("Waiting until the outbox is empty; %d rows are in it", backlog.rows());
            }
            while (backlog.rows() > 0 && System.nanoTime() - begin < limit.toNanos()) {
                Thread.sleep(LOOK_EVERY);
                Backlog next = watch.look();
                moved = next.first() == backlog.first() ? moved : System.nanoTime();
                backlog = next;
                progress.read("rows in the outbox", backlog.rows());
            }
            long still = System.nanoTime() - moved;
            boolean stalled = limit.isPositive() && backlog.rows() > 0 && still >= Math.min(limit.toNanos(), STALLED.toNanos());
            return new Outcome(backlog.rows(), stalled, Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
