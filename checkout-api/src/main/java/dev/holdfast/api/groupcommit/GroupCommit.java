package dev.holdfast.api.groupcommit;

import dev.holdfast.checkout.transaction.StorageUnavailable;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Lets requests for the same key share one transaction.
 *
 * <p>A request that finds nobody ahead of it has its transaction begun at once, alone. Those that come while that is in flight wait,
 * and go together into the next one, in the order in which they came. So there is no timer, a lone client waits for nobody, and the
 * batch is as large as the load makes it. One transaction a key is in flight at a time: the database sees one waiter for the row
 * instead of hundreds, and one commit instead of as many.
 *
 * <p>Transactions run on a few threads of their own, which the system schedules fairly against the thousands of virtual threads of
 * the requests; among those, a transaction would wait its turn at each of its statements. After a transaction its lane begins the
 * next one, if any, before it hands the answers out, and queues for a thread behind the other lanes: a hot product does not starve
 * the others, and the database does not wait for answers to be written.
 *
 * <p>A request that waits too long, or finds too many ahead, is refused without effect. One whose transaction is in flight always
 * gets the answer of that transaction.
 */
public final class GroupCommit<C, O> implements AutoCloseable {

    private final ToLongFunction<C> key;
    private final Function<List<C>, List<O>> transaction;
    private final GroupCommitProperties properties;
    private final ExecutorService transactions;
    private final ConcurrentMap<Long, Lane<C, O>> lanes = new ConcurrentHashMap<>();
    private final DistributionSummary batchSize;
    private final Timer wait;
    private final Timer duration;

    /**
     * @param name        of the metrics and threads, such as {@code holds}
     * @param key         what commands compete for, such as the product
     * @param transaction decides all commands of a list and returns an outcome for each, in the same order
     */
    GroupCommit(String name, ToLongFunction<C> key, Function<List<C>, List<O>> transaction, GroupCommitProperties properties,
            MeterRegistry meters) {
        this.key = key;
        this.transaction = transaction;
        this.properties = properties;
        this.transactions = Executors.newFixedThreadPool(properties.transactions(),
                Thread.ofPlatform().daemon().name(name + "-", 1).factory());
        this.batchSize = DistributionSummary.builder("holdfast.group.commit.batch").tag("of", name)
                .description("Requests that shared a transaction").register(meters);
        this.wait = Timer.builder("holdfast.group.commit.wait").tag("of", name)
                .description("From a request's arrival to the begin of its transaction").register(meters);
        this.duration = Timer.builder("holdfast.group.commit.transaction").tag("of", name)
                .description("Transactions, their retries included").register(meters);
        meters.gaugeMapSize("holdfast.group.commit.lanes", List.of(Tag.of("of", name)), lanes);
        Gauge.builder("holdfast.group.commit.waiting", lanes,
                        all -> all.values().stream().mapToInt(Lane::depth).sum()).tag("of", name)
                .description("Requests that wait for a transaction").register(meters);
    }

    /**
     * Blocks until the command is decided and committed.
     *
     * @throws Overloaded       if it could not be served in time; it has had no effect
     * @throws RuntimeException whatever the transaction threw for this command
     */
    public O submit(C command) {
        Waiting<C, O> request = new Waiting<>(command);
        enter(key.applyAsLong(command), request);
        return request.await();
    }

    /** To be called now and then, since nobody who waits has a clock of its own: a timer a request costs more than the request. */
    void refuseOverdue() {
        lanes.values().forEach(lane -> refuse(lane.leaveAfter(properties.maxWait()), tooLate()));
    }

    /** To be called when no request is in progress any more. */
    @Override
    public void close() {
        transactions.close();
    }

    private void enter(long lanesKey, Waiting<C, O> request) {
        while (true) {
            Lane<C, O> lane = lanes.computeIfAbsent(lanesKey, created -> new Lane<>());
            switch (lane.enter(request, properties.maxWaiting())) {
                case FIRST -> {
                    begin(lanesKey, lane);
                    return;
                }
                case WAITING -> {
                    return;
                }
                case FULL -> throw new Overloaded("%d requests wait already".formatted(properties.maxWaiting()));
                case CLOSED -> lanes.remove(lanesKey, lane);
            }
        }
    }

    private void begin(long lanesKey, Lane<C, O> lane) {
        try {
            transactions.execute(() -> runNext(lanesKey, lane));
        } catch (RejectedExecutionException closed) {
            refuse(lane.leaveAfter(Duration.ZERO), new Overloaded("The application is stopping"));
        }
    }

    private void runNext(long lanesKey, Lane<C, O> lane) {
        List<Waiting<C, O>> batch = lane.take(properties.maxBatch());
        try {
            run(batch);
        } finally {
            if (lane.isDone()) {
                lanes.remove(lanesKey, lane);
            } else {
                begin(lanesKey, lane);
            }
            batch.forEach(Waiting::wake);
        }
    }

    private void run(List<Waiting<C, O>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        batchSize.record(batch.size());
        batch.forEach(request -> wait.record(request.nanosWaited(), TimeUnit.NANOSECONDS));
        try {
            answer(batch);
        } catch (StorageUnavailable away) {
            batch.forEach(request -> request.fail(away));
        } catch (RuntimeException failure) {
            if (batch.size() > 1) {
                runEachAlone(batch);
            } else {
                batch.getFirst().fail(failure);
            }
        }
    }

    /** The batch was rolled back. One command must not fail its neighbours, so each is tried alone, and the bad one shows itself. */
    private void runEachAlone(List<Waiting<C, O>> batch) {
        long begin = System.nanoTime();
        for (Waiting<C, O> request : batch) {
            if (System.nanoTime() - begin > properties.maxWait().toNanos()) {
                request.fail(tooLate());
                continue;
            }
            try {
                answer(List.of(request));
            } catch (RuntimeException failure) {
                request.fail(failure);
            }
        }
    }

    private void answer(List<Waiting<C, O>> batch) {
        List<O> outcomes = decide(batch);
        IntStream.range(0, batch.size()).forEach(i -> batch.get(i).answer(outcomes.get(i)));
    }

    private List<O> decide(List<Waiting<C, O>> batch) {
        List<O> outcomes = duration.record(() -> transaction.apply(batch.stream().map(request -> request.command).toList()));
        if (outcomes == null || outcomes.size() != batch.size()) {
            throw new IllegalStateException("%d commands, but the outcomes are %s".formatted(batch.size(), outcomes));
        }
        return outcomes;
    }

    private void refuse(List<Waiting<C, O>> requests, Overloaded why) {
        requests.forEach(request -> {
            request.fail(why);
            request.wake();
        });
    }

    private Overloaded tooLate() {
        return new Overloaded("Not served within " + properties.maxWait());
    }
}
