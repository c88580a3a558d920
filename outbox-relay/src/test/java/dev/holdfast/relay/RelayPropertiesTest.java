package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RelayPropertiesTest {

    @Test
    void theDefaultsAreThoseOfTheDesign() {
        RelayProperties relay = bind(Map.of());

        assertThat(relay.batchSize()).isEqualTo(1_000);
        assertThat(relay.topicPartitions()).isEqualTo(16);
        assertThat(relay.replicationFactor()).isEqualTo((short) -1);
        assertThat(relay.progressTopic()).isEqualTo("checkout.relay-progress");
        assertThat(relay.group()).isEqualTo("holdfast-relay");
        assertThat(relay.oldestEventLimit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(relay.waits().look()).isEqualTo(Duration.ofSeconds(1));
        assertThat(relay.kafka().transactionTimeout()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
        assertThat(relay.kafka().batchBytes()).isEqualTo(DataSize.ofKilobytes(256));
    }

    @ParameterizedTest
    @CsvSource({
            "batch-size, 0", "batch-size, 10001", "topic-partitions, 0", "replication-factor, 0", "max-parked-keys, 0",
            "progress-topic, checkout.holds", "waits.look, 0s", "waits.longest-watch, 1ms", "waits.longest-backoff, 1ms",
            "waits.stop, 61s", "oldest-event-limit, 999ms", "kafka.delivery-timeout, 12s", "kafka.delivery-timeout, 3s", "kafka.transaction-timeout, 2m",
            "kafka.batch-bytes, 9MB"})
    void anUnsafeValueIsRefusedAndNamed(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("holdfast.relay." + name, value)))
                .rootCause().isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holdfast.relay." + name.split("\\.")[0]);
    }

    private static RelayProperties bind(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(Map.of("holdfast.relay.topics.holds", "checkout.holds"));
        all.putAll(given);
        return new Binder(new MapConfigurationPropertySource(all)).bind("holdfast.relay", RelayProperties.class).get();
    }
}
