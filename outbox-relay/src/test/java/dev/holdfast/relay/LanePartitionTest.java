package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outbox.Lanes;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanePartitionTest {

    /** What Kafka's client does with the keys of a lane's transaction. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 64})
    void whereThereAreAsManyPartitionsAsLanesALanesKeysGoToThePartitionOfItsNumber(int count) {
        Lanes lanes = new Lanes(count);
        for (long id = 1; id < 2_000_000; id += 997) {
            String key = String.valueOf(id);
            assertThat(BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), count)).isEqualTo(lanes.of(key));
        }
    }
}
