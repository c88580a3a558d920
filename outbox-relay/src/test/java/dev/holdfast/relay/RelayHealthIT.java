package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testing.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the relay tells of the backlog and of parked keys, by lane. */
class RelayHealthIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 2);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RelayStatus status = new RelayStatus();
    private final RelayMetrics metrics = new RelayMetrics(registry, deployment.backlog, status, deployment.lanes, Duration.ofNanos(1));

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void theBacklogIsToldByLaneAlsoOfOneThatDoesNotExist() {
        assertThat(gauge("holdfast.outbox.rows", 0)).isZero();
        assertThat(gauge("holdfast.outbox.oldest.age", 1)).isZero();
        String key = IntStream.range(0, 100).mapToObj(Integer::toString).filter(any -> deployment.lanes.of(any) == 1).findFirst().orElseThrow();
        deployment.append("holds", key, 1);
        deployment.append("holds", key, 2);
        JdbcClient.create(deployment.database.dataSource()).sql("""
                INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at)
                VALUES (7, UUID(), 'holds', 'k', 't', 's', '{}', NOW(6) - INTERVAL 90 SECOND)""").update();

        assertThat(gauge("holdfast.outbox.rows", 0)).isZero();
        assertThat(gauge("holdfast.outbox.rows", 1)).isEqualTo(2);
        assertThat(gauge("holdfast.outbox.rows", 7)).isOne();
        assertThat(gauge("holdfast.outbox.oldest.age", 7)).isBetween(90.0, 120.0);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsToldOfTheBacklog() {
        deployment.rename("outbox", "hidden");

        assertThat(gauge("holdfast.outbox.rows", 0)).isNaN();
        assertThat(new RelayHealth(status, metrics, Duration.ofSeconds(1)).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void anEventThatIsOlderThanTheLimitDegradesTheHealth() {
        assertThat(new RelayHealth(status, metrics, Duration.ofSeconds(1)).health().getStatus()).isEqualTo(Status.UP);
        deployment.append("holds", "key", 1);

        assertThat(new RelayHealth(status, metrics, Duration.ofSeconds(1)).health().getStatus()).isEqualTo(RelayHealth.DEGRADED);
        assertThat(new RelayHealth(status, metrics, Duration.ofDays(100_000)).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void parkedKeysDegradeTheHealthForAsLongAsTheLaneIsWorkedHere() {
        RelayHealth health = new RelayHealth(status, metrics, Duration.ofSeconds(1));
        status.owned(1);
        status.running(1);
        status.parked(1, 3);

        assertThat(gauge("holdfast.relay.parked.keys", 0)).isZero();
        assertThat(gauge("holdfast.relay.parked.keys", 1)).isEqualTo(3);
        assertThat(health.health().getStatus()).isEqualTo(RelayHealth.DEGRADED);
        assertThat(health.health().getDetails().get("parkedKeysByLane")).hasToString("{1=3}");

        status.released(1);
        status.parked(1, 3);
        assertThat(gauge("holdfast.relay.parked.keys", 1)).isZero();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private double gauge(String name, int lane) {
        return registry.get(name).tag("lane", Integer.toString(lane)).gauge().value();
    }
}
