package dev.holdfast.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.outbox.OutboxEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever publishes: consumers cannot tell by the records. Two brokers, so that both can publish to the topics of their defaults. */
class SameRecordsIT {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theConnectorPublishesWhatTheRelayPublishes() throws Exception {
        try (Deployment deployment = new Deployment()) {
            assumeFalse(deployment.isMariaDb(), "Debezium's connector reads the binary log of MySQL, and the tests run on MariaDB");
            try (ConnectorUser user = ConnectorUser.create(deployment);
                    EmbeddedBroker relays = EmbeddedBroker.start(directory.resolve("relays"), 0);
                    EmbeddedBroker connects = EmbeddedBroker.start(directory.resolve("connects"), 0);
                    ConnectWorker worker = ConnectWorker.start("same-records", directory, connects.bootstrapServers(),
                            Connector.environment(deployment, user, connects.bootstrapServers()))) {
                compare(deployment, worker, relays.bootstrapServers(), connects.bootstrapServers());
            }
        }
    }

    private static void compare(Deployment deployment, ConnectWorker worker, String relays, String connects) throws Exception {
        List<OutboxEvent> waiting = NastyEvents.all();
        deployment.append(waiting);
        Connector connector = new Connector(worker);
        connector.create(deployment.schema());
        connector.resume();
        PublishedEvent.byKey(connects, waiting.size());

        List<OutboxEvent> fromTheLog = NastyEvents.all();
        deployment.append(fromTheLog);
        int both = waiting.size() + fromTheLog.size();
        PublishedEvent.byKey(connects, both);

        // It deletes the rows, and of that the connector publishes nothing.
        try (var relay = deployment.startRelay(relays)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> deployment.rows() == 0);
        }
        OutboxEvent last = NastyEvents.all().getFirst();
        deployment.append(List.of(last));
        try (var relay = deployment.startRelay(relays)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> deployment.rows() == 0);
        }

        Map<String, List<PublishedEvent>> byConnector = PublishedEvent.byKey(connects, both + 1);
        assertThat(byConnector).isEqualTo(PublishedEvent.byKey(relays, both + 1));
        assertThat(byConnector.values().stream().mapToInt(List::size).sum()).isEqualTo(both + 1);
    }
}
