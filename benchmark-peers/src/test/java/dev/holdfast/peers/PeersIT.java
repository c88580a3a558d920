package dev.holdfast.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.holdfast.testing.TestBroker;
import dev.holdfast.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeersIT {

    private static final Settings.Load LOAD = new Settings.Load(200, 20, 1, Duration.ofSeconds(1));

    private final String topic = "peers-" + UUID.randomUUID();

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest(name = "{0} brings a backlog to Kafka")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HOLDFAST")
    void bringsABacklogToKafka(Rival rival) throws Exception {
        createTopic();
        try (TestDatabase database = TestDatabase.create()) {
            assumeFalse(rival == Rival.DEBEZIUM && isMariaDb(database),
                    "Debezium's connector reads the binary log of MySQL, and the tests run on MariaDB");
            Settings settings = settings(database);
            try (Peer peer = rival.open(settings, false)) {
                peer.prepare();
                new Filling(peer, LOAD).run();
            }
            try (var consumer = consumer()) {
                assertThat(consumer.poll(Duration.ofMillis(500))).as("published by the process that was only to write").isEmpty();
                try (Peer peer = rival.open(settings, true)) {
                    peer.startRelay();
                    assertAllArrive(consumer);
                }
            }
        }
    }

    private static boolean isMariaDb(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        }
    }

    private Settings settings(TestDatabase database) {
        return new Settings(new Settings.Database(database.jdbcUrl(), database.user(), database.password()), TestBroker.bootstrapServers(),
                topic, directory, LOAD);
    }

    private void createTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private KafkaConsumer<String, String> consumer() {
        var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", TestBroker.bootstrapServers()), new StringDeserializer(),
                new StringDeserializer());
        TopicPartition all = new TopicPartition(topic, 0);
        consumer.assign(List.of(all));
        consumer.seekToBeginning(List.of(all));
        return consumer;
    }

    private static void assertAllArrive(KafkaConsumer<String, String> consumer) {
        Set<Long> arrived = new TreeSet<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofMillis(100))) {
                JsonNode value = JsonMapper.shared().readTree(event.value());
                assertThat(event.value()).hasSize(PeerEvent.PAYLOAD_BYTES);
                assertThat(event.key()).isEqualTo(value.path("hold_id").asString());
                arrived.add(value.path("sequence").asLong());
            }
            return arrived.size() == LOAD.rows();
        });
        assertThat(arrived).isEqualTo(LongStream.range(0, LOAD.rows()).boxed().collect(Collectors.toSet()));
    }
}
