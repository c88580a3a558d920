package dev.holdfast.relay;

import dev.holdfast.outbox.Lanes;
import dev.holdfast.outbox.OutboxBacklog;
import dev.holdfast.outbox.OutboxRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The relay's numbers, all under {@code holdfast.relay}, and the backlog under {@code holdfast.outbox}. The backlog is counted only
 * when somebody asks for it, and not more often than configured, because counting reads the whole table.
 */
final class RelayMetrics {

    private final Counter published;
    private final DistributionSummary batchSize;
    private final Timer transaction;
    private final Timer delay;
    private final Counter fenced;
    private final Counter restarts;
    private final OutboxBacklog backlog;
    private final long sampleNanos;
    private final MeterRegistry registry;
    private final RelayStatus status;
    private final Set<Integer> measuredLanes = ConcurrentHashMap.newKeySet();
    private OutboxBacklog.@Nullable Size sample;
    private @Nullable Long sampledAt;

    RelayMetrics(MeterRegistry registry, OutboxBacklog backlog, RelayStatus status, Lanes lanes, Duration sampleAtMostEvery) {
        this.registry = registry;
        this.backlog = backlog;
        this.status = status;
        this.sampleNanos = sampleAtMostEvery.toNanos();
        published = Counter.builder("holdfast.relay.published").baseUnit("events")
                .description("Events committed in Kafka").register(registry);
        batchSize = DistributionSummary.builder("holdfast.relay.batch.size").baseUnit("events")
                .description("Events in one Kafka transaction").register(registry);
        transaction = Timer.builder("holdfast.relay.transaction")
                .description("From the first send of a batch to its commit, with what the database does meanwhile").publishPercentileHistogram().register(registry);
        delay = Timer.builder("holdfast.relay.delay").publishPercentileHistogram()
                .description("From an event's time, by the database's clock, to its commit in Kafka, by this machine's").register(registry);
        fenced = Counter.builder("holdfast.relay.fenced")
                .description("Times that a lane's transaction was shut out: by another relay, or by the broker because it took too long").register(registry);
        restarts = Counter.builder("holdfast.relay.lane.restarts")
                .description("Times that a lane started anew after a failure").register(registry);
        IntStream.range(0, lanes.count()).forEach(this::measure);
    }

    /** Also lanes that do not exist by the configuration, from when rows have been seen in them on. */
    private void measure(int lane) {
        if (!measuredLanes.add(lane)) {
            return;
        }
        backlogGauge("holdfast.outbox.rows", "rows", "Events that are committed and not yet published", lane, OutboxBacklog.Waiting::rows);
        backlogGauge("holdfast.outbox.oldest.age", "seconds", "How long the oldest of them has waited", lane,
                waiting -> waiting.oldestAge().toMillis() / 1_000.0);
        Gauge.builder("holdfast.relay.parked.keys", status, relay -> relay.parkedKeys(lane)).baseUnit("keys")
                .description("Keys that wait behind an event which Kafka refuses, in lanes that this relay works")
                .tag("lane", Integer.toString(lane)).register(registry);
    }

    private void backlogGauge(String name, String unit, String description, int lane, ToDoubleFunction<OutboxBacklog.Waiting> value) {
        Gauge.builder(name, this, metrics -> {
            OutboxBacklog.Size size = metrics.backlogSize();
            if (size == null) {
                return Double.NaN;
            }
            OutboxBacklog.Waiting waiting = size.lanes().get(lane);
            return waiting == null ? 0 : value.applyAsDouble(waiting);
        }).baseUnit(unit).description(description).tag("lane", Integer.toString(lane)).register(registry);
    }

    /** @param nanos from the first send to the commit */
    void published(List<OutboxRow> rows, long nanos) {
        published.increment(rows.size());
        batchSize.record(rows.size());
        transaction.record(nanos, TimeUnit.NANOSECONDS);
        long now = InstantSource.system().millis();
        rows.forEach(row -> delay.record(Math.max(0, now - row.event().createdAt().toEpochMilli()), TimeUnit.MILLISECONDS));
    }

    void restarted(boolean byFencing) {
        restarts.increment();
        if (byFencing) {
            fenced.increment();
        }
    }

    /** @return null while the database does not answer */
    synchronized OutboxBacklog.@Nullable Size backlogSize() {
        long now = System.nanoTime();
        if (sampledAt == null || now - sampledAt >= sampleNanos) {
            sampledAt = now;
            try {
                sample = backlog.size();
                sample.lanes().keySet().forEach(this::measure);
            } catch (DataAccessException away) {
                sample = null;
            }
        }
        return sample;
    }
}
