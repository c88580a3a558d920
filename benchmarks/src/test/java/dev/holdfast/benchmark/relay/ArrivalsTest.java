package dev.holdfast.benchmark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final String VALUE = """
            {"sequence":%d,"written_at":%d,"hold_id":%d,"note":"%s"}""";

    private final Arrivals arrivals = new Arrivals(4);
    private final List<Long> firstSights = new ArrayList<>();

    @Test
    void everyEventIsToldOnceWithTheStartOfItsTransaction() {
        add(event(0, 1_000, 7), event(1, 2_000, 8), event(0, 1_000, 7));

        assertThat(firstSights).containsExactly(1_000L, 2_000L);
        assertThat(arrivals.events()).isEqualTo(2);
        assertThat(arrivals.repeated()).isEqualTo(1);
        assertThat(arrivals.missing()).isEqualTo(2);
        assertThat(arrivals.isComplete()).isFalse();
    }

    @Test
    void itIsCompleteWhenAllHaveCome() {
        add(event(3, 0, 1), event(2, 0, 2), event(0, 0, 3), event(1, 0, 4));

        assertThat(arrivals.isComplete()).isTrue();
        assertThat(arrivals.outOfOrder()).as("of different keys").isZero();
    }

    @Test
    void anEventAfterALaterOneOfItsKeyIsOutOfOrder() {
        add(event(2, 0, 7), event(1, 0, 7), event(3, 0, 8));

        assertThat(arrivals.outOfOrder()).isEqualTo(1);
    }

    @Test
    void aRepetitionIsNotOutOfOrder() {
        add(event(1, 0, 7), event(2, 0, 7), event(1, 0, 7));

        assertThat(arrivals.outOfOrder()).isZero();
        assertThat(arrivals.repeated()).isEqualTo(1);
    }

    @Test
    void whatIsNoEventOfThisTurnIsForeign() {
        add(event(4, 0, 7), "marker".getBytes(StandardCharsets.US_ASCII));

        assertThat(arrivals.foreign()).isEqualTo(2);
        assertThat(arrivals.events()).isZero();
    }

    private static byte[] event(long sequence, long micros, long key) {
        String beginning = VALUE.formatted(sequence, micros, key, "");
        return VALUE.formatted(sequence, micros, key, "x".repeat(300 - beginning.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private void add(byte[]... values) {
        TopicPartition partition = new TopicPartition("topic", 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ConsumerRecord<>("topic", 0, records.size(), new byte[0], value));
        }
        arrivals.add(new ConsumerRecords<>(Map.of(partition, records), Map.of()), (sequence, micros) -> firstSights.add(micros));
    }
}
