package dev.holdfast.benchmark.relay;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** What has come in Kafka: which events, how often, and whether those of a key in their order. */
final class Arrivals {

    private static final int PAYLOAD_BYTES = 300;

    private final int expected;
    private final BitSet seen;
    private final Map<Long, Long> lastOfKey = new HashMap<>();
    private int events;
    private long repeated;
    private long outOfOrder;
    private long foreign;

    /** @param expected events, numbered from 0 */
    Arrivals(int expected) {
        this.expected = expected;
        this.seen = new BitSet(expected);
    }

    /** Counts records. Each event that is seen for the first time is told, with the intended start of its transaction. */
    void add(ConsumerRecords<byte[], byte[]> records, FirstSight firstSight) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            byte[] value = record.value();
            if (value == null || value.length != PAYLOAD_BYTES) {
                foreign++;
                continue;
            }
            Digits digits = new Digits(value);
            add(digits.next(), digits.next(), digits.next(), firstSight);
        }
    }

    private void add(long sequence, long micros, long key, FirstSight firstSight) {
        if (sequence >= expected) {
            foreign++;
        } else if (seen.get((int) sequence)) {
            repeated++;
        } else {
            seen.set((int) sequence);
            events++;
            Long last = lastOfKey.put(key, sequence);
            if (last != null && last > sequence) {
                outOfOrder++;
            }
            firstSight.of(sequence, micros);
        }
    }

    /** Is told of an event that has not been seen before. */
    @FunctionalInterface
    interface FirstSight {

        /** @param micros intended start of the transaction, since 1970 */
        void of(long sequence, long micros);
    }

    /** @return how many different ones there are */
    int events() {
        return events;
    }

    boolean isComplete() {
        return events == expected;
    }

    int missing() {
        return expected - events;
    }

    /** @return records of events that had been seen before */
    long repeated() {
        return repeated;
    }

    /** @return events that came after a later one of their key */
    long outOfOrder() {
        return outOfOrder;
    }

    /** @return records that are no events of this turn */
    long foreign() {
        return foreign;
    }

    /** The numbers in a value, from its beginning: sequence number, intended start, key. */
    private static final class Digits {

        private final byte[] value;
        private int at;

        Digits(byte[] value) {
            this.value = value;
        }

        long next() {
            while (!isDigit()) {
                at++;
            }
            long number = 0;
            for (; isDigit(); at++) {
                number = 10 * number + value[at] - '0';
            }
            return number;
        }

        private boolean isDigit() {
            return value[at] >= '0' && value[at] <= '9';
        }
    }
}
