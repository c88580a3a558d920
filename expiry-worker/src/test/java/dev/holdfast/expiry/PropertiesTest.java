package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTest {

    @Test
    void theDefaultsAreAllowed() {
        assertThat(bind(Map.of(), "holdfast.expiry.sweep", SweepProperties.class))
                .isEqualTo(new SweepProperties(Duration.ofSeconds(1), 500, Duration.ofSeconds(5), Duration.ofSeconds(30)));
        assertThat(bind(Map.of(), "holdfast.expiry.idempotency-keys", IdempotencyKeyProperties.class)).isEqualTo(
                new IdempotencyKeyProperties(Duration.ofHours(24), Duration.ofMinutes(1), 1_000,
                        Duration.ofSeconds(10), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"interval, 99ms", "interval, 61s", "batch-size, 0", "batch-size, 5001", "limit, 99ms", "limit, 6m",
            "lease, 24s", "lease, 11m"})
    void aSweepThatCannotWorkIsRefusedByName(String property, String value) {
        String name = "holdfast.expiry.sweep." + property;
        assertThatThrownBy(() -> bind(Map.of(name, value), "holdfast.expiry.sweep", SweepProperties.class))
                .rootCause().hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"retention, 59s", "retention, 366d", "interval, 999ms", "interval, 25h", "batch-size, 0", "batch-size, 10001",
            "limit, 99ms", "limit, 6m", "lease, 29s", "lease, 11m"})
    void aCleanUpThatCannotWorkIsRefusedByName(String property, String value) {
        String name = "holdfast.expiry.idempotency-keys." + property;
        assertThatThrownBy(() -> bind(Map.of(name, value), "holdfast.expiry.idempotency-keys", IdempotencyKeyProperties.class))
                .rootCause().hasMessageContaining(name);
    }

    private static <T> T bind(Map<String, String> properties, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }
}
