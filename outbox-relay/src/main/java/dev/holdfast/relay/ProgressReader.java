package dev.holdfast.relay;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads back a lane's last progress. That it is the last is certain only while nobody else can commit in the lane: after
 * {@code initTransactions()} of the lane's transactional id.
 */
final class ProgressReader {

    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration CLOSE = Duration.ofSeconds(1);

    /**
     * The last record seldom has the last offset: its transaction's marker lies behind it, aborted transactions may, and compaction
     * leaves gaps. So the search begins this many offsets before the end, and eight times as many when that finds nothing.
     */
    private static final long FIRST_STEP_BACK = 8;

    private final KafkaClients kafka;
    private final String topic;
    private final Duration timeout;

    ProgressReader(KafkaClients kafka, RelayProperties properties) {
        this.kafka = kafka;
        this.topic = properties.progressTopic();
        this.timeout = properties.kafka().readTimeout();
    }

    /**
     * @throws KafkaException when the broker is away, the end is not reached within the read timeout, or a transaction is open at the end.
     *         Only the lane writes there, and whoever did so before was shut out: so Kafka has not ended what it says is ended, as a
     *         broker that is killed between the decision to commit and the commit's markers may do when it comes back. A batch whose end
     *         is not known must not be published again
     */
    Progress.Reading last(int lane) {
        TopicPartition partition = new TopicPartition(topic, lane);
        Consumer<byte[], byte[]> consumer = kafka.reader();
        try {
            consumer.assign(List.of(partition));
            long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            requireNothingOpen(partition, end);
            ConsumerRecord<byte[], byte[]> last = search(consumer, partition, first, end);
            if (last != null) {
                return Progress.read(lane, last.value());
            }
            // Compaction keeps the last record of a key and never moves the first offset; whoever deletes records does.
            return first == 0 ? new Progress.None() : new Progress.Unreadable("it was deleted from the topic");
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void requireNothingOpen(TopicPartition partition, long committedEnd) {
        Consumer<byte[], byte[]> consumer = kafka.readerOfUncommitted();
        try {
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (committedEnd < end) {
                throw new KafkaException("""
                        In %s a transaction is open from offset %d on, and the lane waits until Kafka has ended it; if that lasts, follow \
                        "A transaction that does not end" in the operations guide""".formatted(partition, committedEnd));
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private @Nullable ConsumerRecord<byte[], byte[]> search(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long first, long end) {
        long deadline = System.nanoTime() + timeout.toNanos();
        ConsumerRecord<byte[], byte[]> last = null;
        long from = end;
        for (long step = FIRST_STEP_BACK; last == null && from > first; step *= 8) {
            from = Math.max(first, end - step);
            consumer.seek(partition, from);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    last = record;
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("The end of %s, offset %d, was not reached".formatted(partition, end));
                }
            }
        }
        return last;
    }
}
