package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.testing.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running application: it finds its lanes, its rows and its way back by itself. */
// One that starts configures the log of this JVM, which one that ends resets.
@ResourceLock("spring-application")
class OutboxRelayIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 4);

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void whatManySessionsCommitWhileTwoRelaysComeAndGoAppearsExactlyOnceAndInOrder() throws Exception {
        Map<String, List<String>> appended = new ConcurrentHashMap<>();
        CountDownLatch some = new CountDownLatch(100);
        try (var first = deployment.start(WebApplicationType.NONE);
                var writers = Executors.newFixedThreadPool(4)) {
            for (int writer = 0; writer < 4; writer++) {
                String prefix = "w" + writer + "-";
                writers.execute(() -> {
                    for (int version = 1; version <= 50; version++) {
                        for (String key : List.of(prefix + "a", prefix + "b", prefix + "c")) {
                            String id = deployment.append("holds", key, version).eventId().toString();
                            appended.computeIfAbsent(key, unused -> new ArrayList<>()).add(id);
                            some.countDown();
                        }
                    }
                });
            }
            assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
            try (var second = deployment.start(WebApplicationType.NONE)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> lanes(first).size() == 2 && lanes(second).size() == 2);
                first.close();
                await().atMost(Duration.ofSeconds(30)).until(() -> lanes(second).size() == 4);
                writers.close();
                await().atMost(Duration.ofSeconds(30)).until(() -> deployment.backlog.size().rows() == 0);
            }
        }

        Map<String, List<String>> published = deployment.published().stream().collect(Collectors.groupingBy(
                record -> new String(record.key()),
                Collectors.mapping(record -> new String(record.headers().lastHeader("ce_id").value()), Collectors.toList())));
        assertThat(published).isEqualTo(appended);
    }

    @Test
    void rowsInALaneThatDoesNotExistStopEverythingUntilTheyAreGone() {
        try (var relay = deployment.start(WebApplicationType.NONE)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> lanes(relay).size() == 4);
            deployment.append("holds", "foreign", 1);
            await().atMost(Duration.ofSeconds(30)).until(() -> deployment.backlog.size().rows() == 0);

            JdbcClient jdbc = JdbcClient.create(deployment.database.dataSource());
            jdbc.sql("""
                    INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at)
                    VALUES (4, UUID(), 'holds', 'k', 't', 's', '{}', NOW(6))""").update();
            await().atMost(Duration.ofSeconds(30)).until(() -> health(relay).equals(Status.DOWN));
            deployment.append("holds", "waits", 1);
            await().during(Duration.ofMillis(500)).until(() -> deployment.backlog.size().rows() == 2);

            jdbc.sql("DELETE FROM outbox WHERE lane = 4").update();
            await().atMost(Duration.ofSeconds(20)).until(() -> deployment.backlog.size().rows() == 0);
            await().atMost(Duration.ofSeconds(30)).until(() -> health(relay).equals(Status.UP));
        }
        assertThat(deployment.publishedIds()).hasSize(2);
    }

    @Test
    void inAProcessOfItsOwnItServesHealthAndMetrics() throws Exception {
        try (var relay = deployment.start(WebApplicationType.SERVLET)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> lanes(relay).size() == 4);
            deployment.append("holds", "key", 1);
            await().atMost(Duration.ofSeconds(30)).until(() -> deployment.backlog.size().rows() == 0);
            String actuator = "http://127.0.0.1:" + relay.getEnvironment().getRequiredProperty("local.server.port") + "/actuator/";

            assertThat(get(actuator + "health")).contains("\"relay\":{").contains("\"lanes\":[0,1,2,3]");
            assertThat(get(actuator + "health/liveness")).contains("UP").doesNotContain("relay");
            assertThat(get(actuator + "prometheus"))
                    .contains("holdfast_relay_published_events_total 1.0").contains("holdfast_relay_transaction_seconds")
                    .contains("holdfast_outbox_rows{lane=\"3\"} 0.0").contains("holdfast_relay_parked_keys{lane=\"0\"} 0.0");
        }
    }

    @Test
    void aParkedEventIsShownAlsoAfterARestartAndSkippedWithinAMoment() {
        deployment.settings.put("holdfast.relay.waits.backlog-sample", "100ms");
        OutboxEvent odd = deployment.append("unheard-of", "key", 1);
        String behind = deployment.append("holds", "key", 2).eventId().toString();
        try (var relay = deployment.start(WebApplicationType.NONE)) {
            awaitOneParkedKey(relay);
            assertThat(health(relay)).isEqualTo(RelayHealth.DEGRADED);
        }
        try (var relay = deployment.start(WebApplicationType.NONE)) {
            awaitOneParkedKey(relay);
            assertThat(deployment.parkedEvents.list(0, 10)).singleElement().satisfies(parked -> {
                assertThat(parked.eventId()).isEqualTo(odd.eventId());
                assertThat(parked.tries()).isOne();
            });

            deployment.decide(odd, Decision.SKIP);

            await().atMost(Duration.ofSeconds(30)).until(() -> deployment.backlog.size().rows() == 0);
            await().atMost(Duration.ofSeconds(30)).until(() -> health(relay).equals(Status.UP));
        }
        assertThat(deployment.publishedIds()).containsExactly(behind);
        assertThat(deployment.outcomes(odd)).containsExactly("skipped");
    }

    private void awaitOneParkedKey(ConfigurableApplicationContext relay) {
        int lane = deployment.lanes.of("key");
        await().atMost(Duration.ofSeconds(30)).until(() -> relay.getBean(MeterRegistry.class).get("holdfast.relay.parked.keys")
                .tag("lane", Integer.toString(lane)).gauge().value() == 1);
        assertThat(relay.getBean(RelayHealth.class).health().getDetails().get("parkedKeysByLane")).hasToString("{" + lane + "=1}");
    }

    private static String get(String uri) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static List<Integer> lanes(ConfigurableApplicationContext relay) {
        return List.copyOf(relay.getBean(OwnedLanes.class).all());
    }

    private static Status health(ConfigurableApplicationContext relay) {
        return relay.getBean(RelayHealth.class).health().getStatus();
    }
}
