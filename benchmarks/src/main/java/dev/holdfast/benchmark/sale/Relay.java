package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.database.SaleTables;
import dev.holdfast.benchmark.report.Figure;
import java.time.Duration;
import java.util.List;

/** Waiting for the events of what was measured. */
public final class Relay {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final double NANOS_PER_SECOND = 1e9;

    private Relay() {
    }

    /**
     * Waits until the outbox is empty, so that the next measurement begins with nothing left from this one.
     *
     * @return how many events waited, and how long it took
     * @throws IllegalStateException if it takes more than two minutes
     */
    public static List<Figure> catchUp(SaleTables tables) throws InterruptedException {
        long begin = System.nanoTime();
        long waiting = tables.outboxRows();
        for (long left = waiting; left > 0; left = tables.outboxRows()) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException("%d events are still not in Kafka after %s".formatted(left, LIMIT));
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return List.of(new Figure("events waiting at the end", "", waiting),
                new Figure("until they were in Kafka", "s", (System.nanoTime() - begin) / NANOS_PER_SECOND));
    }
}
