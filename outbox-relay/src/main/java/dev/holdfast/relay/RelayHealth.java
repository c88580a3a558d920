package dev.holdfast.relay;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@code DOWN} when the relay or a lane refuses to run, because only a person can change that; {@code DEGRADED}, which is still
 * healthy for whoever would restart the process, while it waits for Kafka or the database, keys are parked, or the oldest event has
 * waited for longer than the limit; {@code UP} otherwise, however large the backlog. In no group of probes: starting the relay anew
 * would mend none of it.
 */
final class RelayHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final RelayStatus status;
    private final RelayMetrics metrics;
    private final Duration oldestEventLimit;

    RelayHealth(RelayStatus status, RelayMetrics metrics, Duration oldestEventLimit) {
        this.status = status;
        this.metrics = metrics;
        this.oldestEventLimit = oldestEventLimit;
    }

    @Override
    public Health health() {
        RelayStatus.Snapshot now = status.snapshot();
        Map<Integer, String> refusedLanes = new TreeMap<>();
        now.lanes().forEach((lane, state) -> {
            switch (state) {
                case RelayStatus.Lane.Refused(String reason) -> refusedLanes.put(lane, reason);
                case RelayStatus.Lane.Running running -> { }
                case RelayStatus.Lane.Starting starting -> { }
                case RelayStatus.Lane.Waiting waiting -> { }
            }
        });
        boolean refused = !now.refusals().isEmpty() || !refusedLanes.isEmpty();
        var backlog = metrics.backlogSize();
        boolean late = backlog != null && backlog.oldestAge().compareTo(oldestEventLimit) > 0;
        boolean degraded = late || !now.waiting().isEmpty() || !now.parkedKeys().isEmpty();
        Health.Builder health = Health.status(refused ? Status.DOWN : degraded ? DEGRADED : Status.UP)
                .withDetail("lanes", now.lanes().keySet())
                .withDetail("refusals", now.refusals())
                .withDetail("refusedLanes", refusedLanes)
                .withDetail("parkedKeysByLane", now.parkedKeys())
                .withDetail("waiting", now.waiting())
                .withDetail("oldestEventLimit", oldestEventLimit.toString());
        return backlog == null ? health.build()
                : health.withDetail("backlogRows", backlog.rows()).withDetail("oldestAge", backlog.oldestAge().toString()).build();
    }
}
