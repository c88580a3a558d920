package dev.holdfast.audit.kafka;

import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.database.CannotRead;
import dev.holdfast.audit.database.ReadProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the event topics from their first record to ends that were decided before. Without a consumer group: it leaves no trace. */
public final class EventTopicsReader {

    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Without any record in this time, a read is given up. */
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final int FETCH_BYTES = 32 * 1024 * 1024;
    private static final int PARTITION_BYTES = 8 * 1024 * 1024;
    private static final int RECORDS = 5_000;

    private final EventTopics topics;

    public EventTopicsReader(EventTopics topics) {
        this.topics = topics;
    }

    /** Is given each record, those of a partition by rising offset. */
    public interface RecordReader {

        /** @param kind by the topic */
        void read(AggregateKind kind, ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * @return all partitions, with the offsets between which they have records
     * @throws CannotRead if no broker answers, or a topic is missing
     */
    public List<PartitionRange> ranges() throws CannotRead {
        try (KafkaConsumer<byte[], byte[]> all = consumer(IsolationLevel.READ_UNCOMMITTED);
                KafkaConsumer<byte[], byte[]> stable = consumer(IsolationLevel.READ_COMMITTED)) {
            List<TopicPartition> partitions = partitions(all);
            // A client that asks for the ends of what it does not read warns of each partition.
            all.assign(partitions);
            stable.assign(partitions);
            // The stable ends last: a transaction that is committed in between must not look as if it were open.
            Map<TopicPartition, Long> begins = all.beginningOffsets(partitions, ANSWER);
            Map<TopicPartition, Long> ends = all.endOffsets(partitions, ANSWER);
            Map<TopicPartition, Long> stableEnds = stable.endOffsets(partitions, ANSWER);
            return partitions.stream().map(partition -> new PartitionRange(partition.topic(), partition.partition(),
                    of(begins, partition), Math.min(of(stableEnds, partition), of(ends, partition)), of(ends, partition))).toList();
        } catch (KafkaException failure) {
            throw away(failure);
        }
    }

    private static long of(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), partition::toString);
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) throws CannotRead {
        Map<String, List<PartitionInfo>> there = consumer.listTopics(ANSWER);
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics.all()) {
            List<PartitionInfo> infos = there.get(topic);
            if (infos == null) {
                throw new CannotRead("Kafka at %s has no topic %s: is it the right Kafka, and has a relay run? Other names are given with --topic."
                        .formatted(topics.bootstrap(), topic));
            }
            infos.stream().map(info -> new TopicPartition(topic, info.partition())).sorted(
                    (one, other) -> Integer.compare(one.partition(), other.partition())).forEach(partitions::add);
        }
        return partitions;
    }

    /** Reads what a {@code read_committed} consumer sees. */
    public void readCommitted(List<PartitionRange> ranges, RecordReader reader, ReadProgress progress) throws CannotRead {
        read(IsolationLevel.READ_COMMITTED, ranges.stream().collect(Collectors.toMap(EventTopicsReader::partition, PartitionRange::lastStable)),
                reader, progress);
    }

    /** Reads all records, those of aborted and of open transactions among them. */
    public void readUncommitted(List<PartitionRange> ranges, RecordReader reader, ReadProgress progress) throws CannotRead {
        read(IsolationLevel.READ_UNCOMMITTED, ranges.stream().collect(Collectors.toMap(EventTopicsReader::partition, PartitionRange::end)),
                reader, progress);
    }

    private static TopicPartition partition(PartitionRange range) {
        return new TopicPartition(range.topic(), range.partition());
    }

    private void read(IsolationLevel isolation, Map<TopicPartition, Long> ends, RecordReader reader, ReadProgress progress) throws CannotRead {
        String what = "records in Kafka, " + isolation.name().toLowerCase(Locale.ROOT);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            Map<TopicPartition, Long> open = new HashMap<>(ends);
            Map<String, AggregateKind> kinds = kinds();
            open.entrySet().removeIf(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
            long last = System.nanoTime();
            long count = 0;
            while (!open.isEmpty()) {
                boolean moved = false;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    moved = true;
                    if (record.offset() < of(ends, new TopicPartition(record.topic(), record.partition()))) {
                        reader.read(Objects.requireNonNull(kinds.get(record.topic())), record);
                        progress.read(what, ++count);
                    }
                }
                moved |= open.entrySet().removeIf(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
                last = moved ? System.nanoTime() : last;
                if (System.nanoTime() - last > STALLED.toNanos()) {
                    throw new CannotRead("Kafka at %s gave no record for %d s, although %s should have some: look whether all its partitions have a leader"
                            .formatted(topics.bootstrap(), STALLED.toSeconds(), open.keySet()));
                }
            }
        } catch (KafkaException failure) {
            throw away(failure);
        }
    }

    private Map<String, AggregateKind> kinds() {
        return topics.names().entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    private CannotRead away(KafkaException failure) {
        return new CannotRead("Kafka at %s cannot be read (%s): is it up, and is HOLDFAST_KAFKA_BOOTSTRAP right?"
                .formatted(topics.bootstrap(), failure.getMessage()), failure);
    }

    private KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        return new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
