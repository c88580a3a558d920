package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRecordsTest {

    private final EventRecords records = new EventRecords(Map.of("holds", "checkout.holds"));

    @ParameterizedTest
    @ValueSource(strings = {
        "2026-01-02T03:04:00Z", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.12Z", "2026-01-02T03:04:05.120001Z", "2026-01-02T03:04:05.00001Z"})
    void aTimeHasAsManyDecimalsAsItNeeds(String time) {
        OutboxEvent event = new OutboxEvent(UUID.randomUUID(), "holds", "1", "t", "1", new byte[0], null, Instant.parse(time));

        var header = Objects.requireNonNull(records.of(event)).headers().lastHeader("ce_time");

        assertThat(new String(header.value(), StandardCharsets.UTF_8)).isEqualTo(time);
    }
}
