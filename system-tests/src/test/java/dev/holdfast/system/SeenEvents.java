package dev.holdfast.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a {@code read_committed} consumer of all topics sees from a point in time on. It remembers each event, and complains of one
 * that comes twice or out of order.
 */
final class SeenEvents implements AutoCloseable {

    private static final List<String> TOPICS = List.of("checkout.holds", "checkout.orders", "checkout.payments", "checkout.stock");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KafkaConsumer<String, String> consumer;
    private final List<Event> events = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();

    record Event(String topic, String key, String type, String subject, JsonNode data) {
    }

    /** Waits until the relay has created the topics, and sees what comes after that. */
    SeenEvents(String bootstrap) {
        consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(), new StringDeserializer());
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> consumer.listTopics().keySet().containsAll(TOPICS));
        Collection<TopicPartition> partitions = consumer.listTopics().entrySet().stream().filter(topic -> TOPICS.contains(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Takes in what has arrived. */
    SeenEvents look() {
        consumer.poll(Duration.ofMillis(200)).forEach(this::add);
        return this;
    }

    private void add(ConsumerRecord<String, String> record) {
        Event event = new Event(record.topic(), record.key(), header(record, "ce_type"), header(record, "ce_subject"), JSON.readTree(record.value()));
        events.add(event);
        if (!ids.add(header(record, "ce_id"))) {
            complaints.add("twice: " + event);
        }
        String aggregate = record.topic() + " " + event.subject();
        long version = event.data().get("version").asLong();
        if (version != versions.getOrDefault(aggregate, 0L) + 1) {
            complaints.add("version %d after %d: %s".formatted(version, versions.getOrDefault(aggregate, 0L), event));
        }
        versions.put(aggregate, version);
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    List<Event> all() {
        return List.copyOf(events);
    }

    /** @return the types of the key's events in one topic, in order */
    List<String> types(String topic, long key) {
        return events.stream().filter(event -> event.topic().equals(topic) && event.key().equals(String.valueOf(key)))
                .map(event -> event.type().replaceAll("dev\\.holdfast\\.|\\.v1", "")).toList();
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
