package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.OutboxRow;
import dev.holdfast.outbox.ParkedRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    private static final UUID EVENT = UUID.fromString("2b0e7b9e-6f4c-4a57-9f37-0a3a2c7f9d10");

    @Test
    void aBatchIsWrittenInTheDocumentedFormatAndReadBack() {
        OutboxRow row = new OutboxRow(4711, 3, new OutboxEvent(EVENT, "holds", "key", "type", "subject", new byte[0], null, Instant.EPOCH));

        var record = Progress.of(3, List.of(row)).record("progress");

        assertThat(record.partition()).isEqualTo(3);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("3");
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"format\":1,\"lane\":3,\"published\":{\"4711\":\"" + EVENT + "\"}}");
        assertThat(Progress.read(3, record.value())).isEqualTo(new Progress.Last(new Progress(3, Map.of(4711L, EVENT), Map.of())));
    }

    @Test
    void skippedRowsAreWrittenInAFormatOfTheirOwnAndReadBack() {
        var record = Progress.ofSkipped(3, List.of(new ParkedRow(4711, EVENT, "key", Duration.ZERO, false, null))).record("progress");

        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"format\":2,\"lane\":3,\"published\":{},\"skipped\":{\"4711\":\"" + EVENT + "\"}}");
        assertThat(Progress.read(3, record.value())).isEqualTo(new Progress.Last(new Progress(3, Map.of(), Map.of(4711L, EVENT))));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "garbage", "[]", "{}", "null", "{\"format\":1}", "{\"format\":1,\"lane\":0}",
            "{\"format\":1,\"lane\":0,\"published\":null}", "{\"format\":1,\"lane\":0,\"published\":{},\"more\":1}",
            "{\"format\":1,\"lane\":0,\"published\":{\"1\":\"no-uuid\"}}", "{\"format\":1,\"lane\":0,\"published\":{\"1\":null}}",
            "{\"format\":1,\"lane\":0,\"published\":{\"x\":\"2b0e7b9e-6f4c-4a57-9f37-0a3a2c7f9d10\"}}",
            "{\"format\":1,\"lane\":0,\"published\":{}} {}", "{\"format\":\"one\",\"lane\":0,\"published\":{}}",
            "{\"format\":1,\"lane\":0,\"published\":{}", "{\"format\":1,\"lane\":0,\"published\":{},\"skipped\":{}}",
            "{\"format\":2,\"lane\":0,\"published\":{}}", "{\"format\":2,\"lane\":0,\"published\":{},\"skipped\":{\"1\":null}}"})
    void anythingElseIsUnreadable(@Nullable String value) {
        assertThat(Progress.read(0, value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Progress.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"format":3,"lane":0,"published":{}} | format 3
            {"format":2,"lane":0,"published":{}} | format 2
            {"format":1,"lane":7,"published":{}} | lane 7
            """)
    void theReasonNamesWhatIsWrong(String value, String named) {
        assertThat(Progress.read(0, value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Progress.Unreadable.class, unreadable -> assertThat(unreadable.why()).contains(named));
    }
}
