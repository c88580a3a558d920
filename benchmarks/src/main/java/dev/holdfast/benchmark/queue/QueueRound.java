package dev.holdfast.benchmark.queue;

import dev.holdfast.benchmark.process.Role;
import dev.holdfast.benchmark.sale.Deployment;
import dev.holdfast.benchmark.sale.Relay;
import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.testbed.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One round: a writer in this process, a relay in its own, and looks at the table in between. */
final class QueueRound {

    private static final String PUBLISHED = "holdfast_relay_published_events_total";
    private static final int TRANSACTION = 100;
    private static final int WAITING_AT_MOST = 20_000;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration WRITER_RESTS = Duration.ofMillis(5);
    private static final Duration TELL_EVERY = Duration.ofSeconds(20);
    private static final Duration STUCK = Duration.ofMinutes(1);
    private static final double NANOS_PER_SECOND = 1e9;

    private final TestBed testBed;
    private final long events;
    private final List<Moment> moments = new ArrayList<>();
    private volatile long published;
    /** How many are written in all; known when the warm-up is over. */
    private volatile long goal = Long.MAX_VALUE;

    QueueRound(TestBed testBed, long events) {
        this.testBed = testBed;
        this.events = events;
    }

    /** @return what was seen after the warm-up, look by look */
    List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** @return what is wrong afterwards */
    List<String> run() throws InterruptedException {
        Sale sale = Sale.create(testBed);
        QueueTable table = new QueueTable(sale.schema().connections());
        List<String> broken = new ArrayList<>();
        try (Deployment deployment = Deployment.start(testBed, sale.schema(), Role.RELAY);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Long> writer = threads.submit(() -> write(table));
            try {
                look(deployment, table, writer);
                Relay.catchUp(sale.tables());
                broken.addAll(PublishedNumbers.check(testBed, sale.schema(), written(writer)));
            } finally {
                threads.shutdownNow();
            }
        }
        testBed.drop(sale.schema());
        return broken;
    }

    private Long write(QueueTable table) throws InterruptedException {
        long next = 0;
        while (next < goal) {
            if (next - published > WAITING_AT_MOST) {
                Thread.sleep(WRITER_RESTS);
            } else {
                table.write(next, next + TRANSACTION);
                next += TRANSACTION;
            }
        }
        return next;
    }

    private void look(Deployment deployment, QueueTable table, Future<Long> writer) throws InterruptedException {
        long begin = System.nanoTime();
        long before = begin;
        long moved = begin;
        long told = begin;
        while (published < goal) {
            Thread.sleep(LOOK);
            if (writer.state() == Future.State.FAILED) {
                written(writer);
            }
            double readMillis = table.readMillis();
            long history = table.historyLength();
            long all = (long) deployment.application(Role.RELAY).metrics().value(PUBLISHED);
            long now = System.nanoTime();
            if (goal < Long.MAX_VALUE) {
                moments.add(new Moment((now - before) / NANOS_PER_SECOND, all - published, readMillis, history));
            } else if (now - begin >= testBed.options().warmUp().toNanos()) {
                goal = all + events;
            }
            moved = all > published ? now : moved;
            published = all;
            before = now;
            if (now - moved > STUCK.toNanos()) {
                throw new IllegalStateException("Nothing was published for %s, and %d events wait".formatted(STUCK, table.rows()));
            }
            if (now - told > TELL_EVERY.toNanos()) {
                told = now;
                testBed.progress().say("    %s, a read takes %.1f ms, history list length %,d".formatted(goal == Long.MAX_VALUE ? "warming up"
                        : "%,d of %,d events".formatted(events - (goal - all), events), readMillis, history));
            }
        }
    }

    private static long written(Future<Long> writer) throws InterruptedException {
        try {
            return writer.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The events could not be written", failure.getCause());
        }
    }
}
