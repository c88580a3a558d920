package dev.holdfast.benchmark.queue;

import dev.holdfast.benchmark.database.Schema;
import dev.holdfast.benchmark.testbed.TestBed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a consumer of committed records finds when all is over: each number once. */
final class PublishedNumbers {

    private static final Pattern NUMBER = Pattern.compile("\\{\"number\":(\\d{1,9}),.*");
    private static final Duration POLL = Duration.ofMillis(200);

    private final BitSet seen = new BitSet();
    private long repeated;

    private PublishedNumbers() {
    }

    /** @return what is wrong, a line; empty when the numbers from 0 to before {@code written} are there, each once */
    static List<String> check(TestBed testBed, Schema schema, long written) {
        testBed.progress().say("Reading the events in Kafka");
        PublishedNumbers numbers = new PublishedNumbers();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, testBed.services().broker().bootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            numbers.read(consumer, schema.name() + ".holds");
        }
        return numbers.seen.cardinality() == written && numbers.seen.length() == written && numbers.repeated == 0 ? List.of()
                : List.of("I5 %d events were written; %d are in Kafka, and %d came again"
                        .formatted(written, numbers.seen.cardinality(), numbers.repeated));
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                add(event.value());
            }
        }
    }

    private void add(byte[] payload) {
        Matcher number = NUMBER.matcher(new String(payload, StandardCharsets.US_ASCII));
        if (!number.matches() || seen.get(Integer.parseInt(number.group(1)))) {
            repeated++;
        } else {
            seen.set(Integer.parseInt(number.group(1)));
        }
    }
}
