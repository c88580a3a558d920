package dev.holdfast.debezium;

import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * All of a record that does not tell when and where among others it was written.
 *
 * @param key     ISO 8859-1, in which every byte is a character: so are header values and the value
 * @param headers sorted, because their order has no meaning; {@code name=value}, or the name alone where there is no value
 */
record PublishedEvent(String topic, int partition, @Nullable String key, List<String> headers, @Nullable String value) {

    private static final Set<String> TOPICS = Set.of("checkout.holds", "checkout.orders", "checkout.payments", "checkout.stock");
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** @return the events by topic and key, each in its order, once at least so many are committed */
    static Map<String, List<PublishedEvent>> byKey(String bootstrapServers, int atLeast) {
        return await().atMost(LIMIT).until(() -> all(bootstrapServers), events -> events.size() >= atLeast).stream()
                .collect(groupingBy(event -> event.topic + " " + event.key));
    }

    /** @return all that is committed at this moment; of one partition in its order */
    static List<PublishedEvent> all(String bootstrapServers) {
        List<PublishedEvent> events = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> TOPICS.contains(topic.getKey()))
                    .flatMap(topic -> topic.getValue().stream().map(partition -> new TopicPartition(topic.getKey(), partition.partition())))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> events.add(of(record)));
            }
        }
        return events;
    }

    private static PublishedEvent of(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.value() == null ? header.key() : header.key() + "=" + text(header.value()))
                .sorted().toList();
        return new PublishedEvent(record.topic(), record.partition(), text(record.key()), headers, text(record.value()));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    String id() {
        String header = headers.stream().filter(text -> text.startsWith("ce_id=")).findFirst().orElse("");
        return Objects.requireNonNull(header).substring("ce_id=".length());
    }
}
