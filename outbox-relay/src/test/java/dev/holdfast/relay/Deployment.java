package dev.holdfast.relay;

import static org.awaitility.Awaitility.await;

import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.Lanes;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxBacklog;
import dev.holdfast.outbox.OutboxConfiguration;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.OutboxParking;
import dev.holdfast.outbox.OutboxRow;
import dev.holdfast.outbox.ParkedEvents;
import dev.holdfast.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox, and a place in Kafka for its events, that nobody else uses: the names of group and topics are its own. */
final class Deployment implements AutoCloseable {

    final TestDatabase database = TestDatabase.create();
    final String name = "t" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    final Map<String, Object> settings = new HashMap<>();
    final Lanes lanes;
    final Outbox outbox;
    final OutboxBacklog backlog;
    final ParkedEvents parkedEvents;
    private final OutboxParking parking;
    private final String bootstrapServers;
    private final AnnotationConfigApplicationContext outboxBeans = new AnnotationConfigApplicationContext();
    private final List<LaneRelay> relays = new ArrayList<>();

    Deployment(String bootstrapServers, int laneCount) {
        this.bootstrapServers = bootstrapServers;
        settings.put("holdfast.outbox.lanes.count", laneCount);
        settings.put("holdfast.relay.group", name);
        settings.put("holdfast.relay.progress-topic", name + ".relay-progress");
        for (String type : List.of("holds", "orders", "payments", "stock")) {
            settings.put("holdfast.relay.topics." + type, topic(type));
        }
        settings.put("holdfast.relay.topic-partitions", 3);
        outboxBeans.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        outboxBeans.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database.dataSource()));
        outboxBeans.registerBean(JdbcClient.class, () -> JdbcClient.create(database.dataSource()));
        outboxBeans.register(OutboxConfiguration.class);
        outboxBeans.refresh();
        lanes = outboxBeans.getBean(Lanes.class);
        outbox = outboxBeans.getBean(Outbox.class);
        backlog = outboxBeans.getBean(OutboxBacklog.class);
        parkedEvents = outboxBeans.getBean(ParkedEvents.class);
        parking = outboxBeans.getBean(OutboxParking.class);
    }

    String topic(String aggregateType) {
        return name + "." + aggregateType;
    }

    RelayProperties properties() {
        return new Binder(new MapConfigurationPropertySource(settings)).bind("holdfast.relay", RelayProperties.class).get();
    }

    KafkaClients kafka() {
        Map<String, Object> clients = new HashMap<>(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        Map<String, Object> producers = new HashMap<>(clients);
        if (settings.containsKey(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)) {
            producers.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
        }
        return new KafkaClients(new DefaultKafkaProducerFactory<>(producers), new DefaultKafkaConsumerFactory<>(clients),
                new KafkaAdmin(clients), properties());
    }

    private RelayTopics topics() {
        return new RelayTopics(kafka(), properties(), lanes);
    }

    /**
     * As a relay does, tries again where the broker that is asked does not know yet of a topic that was made a moment ago.
     *
     * @return why no lane may run, or null
     */
    @Nullable String prepareTopics() {
        return await().atMost(Duration.ofSeconds(30)).ignoreExceptionsMatching(refused -> refused.getCause() instanceof TopicExistsException)
                .until(() -> Optional.ofNullable(topics().prepare()), refusal -> true).orElse(null);
    }

    /** As a lane that was just assigned. */
    LaneRelay lane(int lane, Consumer<Stage> passing) {
        return lane(new LaneParking(lane, parking, transaction, properties()), passing, backlog);
    }

    LaneRelay lane(LaneParking parking, Consumer<Stage> passing, OutboxBacklog backlog) {
        RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry(), backlog, new RelayStatus(), lanes, Duration.ofSeconds(1));
        LaneRelay relay = new LaneRelay(parking, backlog, kafka(), properties(), metrics, passing);
        relays.add(relay);
        return relay;
    }

    LaneRelay lane(int lane) {
        return lane(lane, stage -> { });
    }

    /** The whole application, on a free port if it serves any. */
    ConfigurableApplicationContext start(WebApplicationType type) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("spring.datasource.url", database.jdbcUrl());
        all.put("spring.datasource.username", database.user());
        all.put("spring.datasource.password", database.password());
        all.put("spring.kafka.bootstrap-servers", bootstrapServers);
        all.put("server.port", 0);
        return OutboxRelay.application().web(type)
                .run(all.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue()).toArray(String[]::new));
    }

    /** @return what a transaction of its own has committed */
    OutboxEvent append(String aggregateType, String key, int version) {
        return append(event(aggregateType, key, version, ""));
    }

    OutboxEvent append(OutboxEvent event) {
        transaction.executeWithoutResult(open -> outbox.append(List.of(event)));
        return event;
    }

    /** @return the transaction that has inserted the event, with an id lower than all that come after, and not committed */
    Connection insertWithoutCommit(OutboxEvent event) throws SQLException {
        Connection open = database.dataSource().getConnection();
        open.setAutoCommit(false);
        try (PreparedStatement insert = open.prepareStatement("""
                INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, NOW(6))""")) {
            insert.setInt(1, lanes.of(event.key()));
            insert.setString(2, event.eventId().toString());
            insert.setString(3, event.aggregateType());
            insert.setString(4, event.key());
            insert.setString(5, event.type());
            insert.setString(6, event.subject());
            insert.setBytes(7, event.payload());
            insert.executeUpdate();
        }
        return open;
    }

    OutboxEvent event(String aggregateType, String key, int version, String padding) {
        byte[] payload = """
                {"key":"%s","version":%d,"text":"Füße %s"}""".formatted(key, version, padding).getBytes(StandardCharsets.UTF_8);
        return new OutboxEvent(UUID.randomUUID(), aggregateType, key, "dev.holdfast.test.changed.v1", key, payload,
                version % 2 == 0 ? null : "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                Instant.parse("2026-01-02T03:04:05.123456Z"));
    }

    /** @param limit in bytes, for each event of that type from now on; more than 100,000 for as good as none */
    void limitSize(String aggregateType, int limit) throws Exception {
        try (var admin = kafka().admin()) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic(aggregateType)), List.of(
                    new AlterConfigOp(new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(limit)), AlterConfigOp.OpType.SET))))
                    .all().get();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> takes(topic(aggregateType), limit + 1_000) == limit > 100_000);
    }

    /** Of a transaction that is aborted, no reader of committed records sees anything. The broker learns of a limit a moment after it is set. */
    private boolean takes(String topic, int bytes) {
        try (var probe = new KafkaProducer<>(Map.<String, Object>of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.TRANSACTIONAL_ID_CONFIG, name + "-probe"),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            probe.initTransactions();
            probe.beginTransaction();
            try {
                probe.send(new ProducerRecord<>(topic, new byte[Math.min(bytes, 50_000)])).get();
                return true;
            } catch (ExecutionException refused) {
                return false;
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            } finally {
                probe.abortTransaction();
            }
        }
    }

    /** As an owner of the lane does that was refused the event. */
    void park(OutboxEvent event) {
        OutboxRow row = backlog.read(lanes.of(event.key()), 1_000, Set.of()).stream()
                .filter(waiting -> waiting.event().eventId().equals(event.eventId())).findFirst().orElseThrow();
        transaction.executeWithoutResult(open -> parking.park(row, "refused", null));
    }

    ParkedEvents.Outcome decide(OutboxEvent event, Decision decision) {
        return Objects.requireNonNull(transaction.execute(open -> parkedEvents.decide(event.eventId(), decision, "ops:pager", "ann", "for a test")));
    }

    /** @return what came of each thing that was decided about the event so far; {@code none} while nothing has */
    List<String> outcomes(OutboxEvent event) {
        return JdbcClient.create(database.dataSource()).sql("SELECT COALESCE(outcome, 'none') FROM operator_action WHERE subject = ? ORDER BY id")
                .param(event.eventId().toString()).query(String.class).list();
    }

    long parkedRows() {
        return JdbcClient.create(database.dataSource()).sql("SELECT COUNT(*) FROM parked_event").query(Long.class).single();
    }

    void rename(String table, String name) {
        JdbcClient.create(database.dataSource()).sql("RENAME TABLE " + table + " TO " + name).update();
    }

    /** @return every committed record of all topics of events; of one partition in order */
    List<ConsumerRecord<byte[], byte[]>> published() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = kafka().reader()) {
            List<TopicPartition> partitions = Stream.of("holds", "orders", "payments", "stock")
                    .flatMap(type -> consumer.partitionsFor(topic(type)).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = settledEnds(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** A commit is final a moment before every partition knows of it, and only then its records can be read. */
    private Map<TopicPartition, Long> settledEnds(List<TopicPartition> partitions) {
        try (var committed = kafka().reader(); var all = new KafkaConsumer<>(
                Map.<String, Object>of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return await().atMost(Duration.ofSeconds(20))
                    .until(() -> committed.endOffsets(partitions), ends -> ends.equals(all.endOffsets(partitions)));
        }
    }

    List<String> publishedIds() {
        return published().stream().map(record -> new String(record.headers().lastHeader("ce_id").value())).toList();
    }

    /** Closes what deaths left open, which a real death does not do. */
    @Override
    public void close() {
        relays.forEach(LaneRelay::close);
        outboxBeans.close();
        database.close();
    }
}
