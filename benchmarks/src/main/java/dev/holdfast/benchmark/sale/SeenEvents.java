package dev.holdfast.benchmark.sale;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a consumer of committed records has seen of a deployment's events. It counts them by their ids, and does nothing else. */
public final class SeenEvents implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Set<UUID> ids = new HashSet<>();
    private final Thread thread;
    private volatile long distinct;
    private volatile long repeated;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean stopping;

    /** To be made when the relay is up, because the relay creates the topics. */
    public SeenEvents(String bootstrap, Deployment deployment) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = deployment.topics().stream().flatMap(topic -> partitions(consumer, topic)).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = Thread.ofPlatform().daemon().name("seen-events").start(() -> read(consumer));
    }

    private static Stream<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream().map(partition -> new TopicPartition(topic, partition.partition()));
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        try (consumer) {
            while (!stopping) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    count(records);
                }
            }
        }
    }

    private void count(ConsumerRecords<byte[], byte[]> records) {
        long again = 0;
        for (ConsumerRecord<byte[], byte[]> event : records) {
            if (!ids.add(id(event))) {
                again++;
            }
        }
        lastNanos = System.nanoTime();
        repeated += again;
        distinct = ids.size();
    }

    private static UUID id(ConsumerRecord<byte[], byte[]> event) {
        return UUID.fromString(new String(event.headers().lastHeader("ce_id").value(), StandardCharsets.US_ASCII));
    }

    /** @return different events */
    public long distinct() {
        return distinct;
    }

    /** @return how often an event came that had come before */
    public long repeated() {
        return repeated;
    }

    /** @return when the last one came, on the clock of {@link System#nanoTime()} */
    public long lastNanos() {
        return lastNanos;
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
