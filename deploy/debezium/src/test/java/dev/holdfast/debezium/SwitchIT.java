package dev.holdfast.debezium;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.holdfast.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of docs/debezium.md: from the relay to the connector without a pause, back with rows that wait for the relay, and to the
 * connector again as it is advised, with no row at all.
 */
class SwitchIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void noEventIsLostOrRepeatedByChangingThePublisher() throws Exception {
        try (Deployment deployment = new Deployment()) {
            assumeFalse(deployment.isMariaDb(), "Debezium's connector reads the binary log of MySQL, and the tests run on MariaDB");
            try (ConnectorUser user = ConnectorUser.create(deployment);
                    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
                Map<String, String> environment = Connector.environment(deployment, user, broker.bootstrapServers());
                Writer writer = new Writer(deployment);

                writer.start();
                relayPublishes(deployment, broker);
                try (ConnectWorker worker = fromRelayToConnector(deployment, broker, environment)) {
                    Connector connector = new Connector(worker);
                    PublishedEvent.byKey(broker.bootstrapServers(), writer.count());
                    writer.stop();
                    purge(deployment, writer, connector);
                    fromConnectorToRelay(deployment, connector, broker, writer);
                    fromRelayToConnectorAgain(connector, broker, writer);
                }
                assertThat(idsByKey(broker)).isEqualTo(writer.idsByKey());
            }
        }
    }

    private static void relayPublishes(Deployment deployment, EmbeddedBroker broker) {
        try (var relay = deployment.startRelay(broker.bootstrapServers())) {
            PublishedEvent.byKey(broker.bootstrapServers(), 100);
        }
        await().atMost(LIMIT).until(() -> deployment.rows() > 0);
    }

    /** While applications write; and the first worker dies when it has published what waited. */
    private ConnectWorker fromRelayToConnector(Deployment deployment, EmbeddedBroker broker, Map<String, String> environment)
            throws IOException, InterruptedException {
        ConnectWorker first = ConnectWorker.start("switch-1", directory, broker.bootstrapServers(), environment);
        try {
            Connector connector = new Connector(first);
            connector.create(deployment.schema());
            connector.resume();
            connector.awaitEndOfSnapshot();
        } finally {
            first.kill();
        }
        return ConnectWorker.start("switch-2", directory, broker.bootstrapServers(), environment);
    }

    /** Deletes what is old, and nothing that is young; the connector has read both from the log. */
    private static void purge(Deployment deployment, Writer writer, Connector connector) throws IOException {
        writer.write(Instant.now().minus(Duration.ofHours(2)));
        connector.awaitPublishedUpTo(deployment.binlogPosition());
        long young = deployment.jdbc().sql("SELECT COUNT(*) FROM outbox WHERE created_at > UTC_TIMESTAMP(6) - INTERVAL 1 HOUR")
                .query(Long.class).single();
        String script = Files.readString(Path.of("outbox-purge.sql"));
        deployment.jdbc().sql(script.substring(script.indexOf("$$") + 2, script.lastIndexOf("$$"))).update();
        await().atMost(LIMIT).until(() -> deployment.rows() == young);
        deployment.jdbc().sql("DROP EVENT outbox_purge").update();
    }

    private static void fromConnectorToRelay(Deployment deployment, Connector connector, EmbeddedBroker broker, Writer writer)
            throws InterruptedException {
        connector.awaitPublishedUpTo(deployment.binlogPosition());
        connector.stop();
        connector.forgetPosition();
        deployment.jdbc().sql("DELETE FROM outbox").update();

        writer.write(Instant.now());
        try (var relay = deployment.startRelay(broker.bootstrapServers())) {
            await().atMost(LIMIT).until(() -> deployment.rows() == 0);
            writer.write(Instant.now());
            await().atMost(LIMIT).until(() -> deployment.rows() == 0);
        }
    }

    private static void fromRelayToConnectorAgain(Connector connector, EmbeddedBroker broker, Writer writer) throws InterruptedException {
        connector.resume();
        connector.awaitEndOfSnapshot();
        writer.write(Instant.now());
        PublishedEvent.byKey(broker.bootstrapServers(), writer.count());
    }

    private static Map<String, List<String>> idsByKey(EmbeddedBroker broker) {
        return PublishedEvent.all(broker.bootstrapServers()).stream()
                .collect(groupingBy(event -> event.topic() + " " + event.key(), mapping(PublishedEvent::id, toList())));
    }
}
