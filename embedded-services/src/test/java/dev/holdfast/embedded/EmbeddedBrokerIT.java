package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedBrokerIT {

    @TempDir
    Path directory;

    @Test
    void aSecondStartOnTheSamePortFindsTopicsAndRecordsAgain() throws Exception {
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            port = broker.port();
            createTopic(broker, "kept");
            sendInTransaction(broker, "kept", "before the stop");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, port)) {
            sendInTransaction(broker, "kept", "after the start");

            assertThat(readByGroup(broker, "kept", 2)).containsExactly("before the stop", "after the start");
        }
    }

    @Test
    void onlyThisMachineGetsInAndNamingATopicDoesNotCreateIt() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(ListeningAddresses.of(broker.port())).containsExactly("127.0.0.1");
            try (var consumer = consumer(broker)) {
                assertThat(consumer.partitionsFor("never-created")).isNullOrEmpty();
            }
            assertThat(admin.listTopics().names().get()).doesNotContain("never-created");
            assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures().get("transaction.version").maxVersionLevel())
                    .isEqualTo((short) 2);
        }
    }

    @Test
    void aTakenPortIsNamedWithTheSettingToChange() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, other.getLocalPort()))
                    .isInstanceOf(ServiceNotStarted.class)
                    .hasMessage("port %d is taken; set HOLDFAST_KAFKA_PORT to a free one", other.getLocalPort());
        }
    }

    private static void createTopic(EmbeddedBroker broker, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all().get();
        }
    }

    private static void sendInTransaction(EmbeddedBroker broker, String topic, String value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer"),
                new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, value));
            producer.commitTransaction();
        }
    }

    private static List<String> readByGroup(EmbeddedBroker broker, String topic, int count) {
        try (var consumer = consumer(broker)) {
            consumer.subscribe(List.of(topic));
            List<String> values = new ArrayList<>();
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(1)).forEach(received -> values.add(received.value()));
            }
            return values;
        }
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedBroker broker) {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "reader",
                "auto.offset.reset", "earliest", "isolation.level", "read_committed", "allow.auto.create.topics", "true"),
                new StringDeserializer(), new StringDeserializer());
    }
}
