package dev.holdfast.audit.kafka;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which records were seen: a bit an offset. */
public final class Offsets {

    private final Map<TopicPartition, BitSet> seen = new HashMap<>();

    /** @throws ArithmeticException for an offset beyond 2^31 */
    public void add(ConsumerRecord<?, ?> record) {
        seen.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), unused -> new BitSet()).set(Math.toIntExact(record.offset()));
    }

    /** @return how many of these the others are not */
    public long countWithout(Offsets others) {
        long count = 0;
        for (Map.Entry<TopicPartition, BitSet> partition : seen.entrySet()) {
            BitSet left = (BitSet) partition.getValue().clone();
            left.andNot(others.seen.getOrDefault(partition.getKey(), new BitSet()));
            count += left.cardinality();
        }
        return count;
    }
}
