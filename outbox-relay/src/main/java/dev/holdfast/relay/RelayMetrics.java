package dev.holdfast.relay;

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
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
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
    private OutboxBacklog.@Nullable Size sample;
    private @Nullable Long sampledAt;

    RelayMetrics(MeterRegistry registry, OutboxBacklog backlog, Duration sampleAtMostEvery) {
        this.backlog = backlog;
        this.sampleNanos = sampleAtMostEvery.toNanos();
        published = Counter.builder("holdfast.relay.published").baseUnit("events")
                .description("Events committed in Kafka").register(registry);
        batchSize = DistributionSummary.builder("holdfast.relay.batch.size").baseUnit("events")
                .description("Events in one Kafka transaction").register(registry);
        transaction = Timer.builder("holdfast.relay.transaction")
                .description("From the first send of a batch to its commit").publishPercentileHistogram().register(registry);
        delay = Timer.builder("holdfast.relay.delay").publishPercentileHistogram()
                .description("From an event's time, by the database's clock, to its commit in Kafka, by this machine's").register(registry);
        fenced = Counter.builder("holdfast.relay.fenced")
                .description("Times that another relay had taken a lane which this one still worked").register(registry);
        restarts = Counter.builder("holdfast.relay.lane.restarts")
                .description("Times that a lane started anew after a failure").register(registry);
        gauge(registry, "holdfast.outbox.rows", "rows", "Events that are committed and not yet published", OutboxBacklog.Size::rows);
        gauge(registry, "holdfast.outbox.oldest.age", "seconds", "How long the oldest of them has waited",
                size -> size.oldestAge().toMillis() / 1_000.0);
    }

    private void gauge(MeterRegistry registry, String name, String unit, String description,
            ToDoubleFunction<OutboxBacklog.Size> value) {
        Gauge.builder(name, this, metrics -> {
            OutboxBacklog.Size size = metrics.backlogSize();
            return size == null ? Double.NaN : value.applyAsDouble(size);
        }).baseUnit(unit).description(description).register(registry);
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
            } catch (DataAccessException away) {
                sample = null;
            }
        }
        return sample;
    }
}
