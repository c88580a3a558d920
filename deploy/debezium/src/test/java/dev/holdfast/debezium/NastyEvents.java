package dev.holdfast.debezium;

import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events with all that a converter on the way to Kafka might change. */
final class NastyEvents {

    private static final List<String> TYPES = List.of("holds", "orders", "payments", "stock");

    private static final List<String> KEYS = List.of("1", "4711", "-7", "9007199254740991", "007", "key with spaces", "1.0");

    private static final List<String> SUBJECTS = List.of(
            "4711", "1.0", "007", "true", "null", "{\"a\":[1]}", "\"quoted\"", "2026-01-02T03:04:05Z", "50 %, it's; \\ '' done",
            "s".repeat(255));

    private static final List<String> TIMES = List.of(
            "2026-01-02T03:04:05.123456Z", "2026-01-02T03:04:05.123Z", "2026-01-02T03:04:05Z", "2026-01-02T03:04:00Z",
            "2026-01-02T00:00:00Z",
            "2026-01-02T03:04:05.120Z", "2026-01-02T03:04:05.1234Z", "2026-01-02T03:04:05.000001Z", "2026-01-02T03:04:05.100000Z",
            "1999-12-31T23:59:59.999999Z", "2026-03-29T02:30:00.5Z", "2100-02-28T23:59:59.99Z");

    private static final List<@Nullable String> TRACES =
            Arrays.asList("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null, "");

    private NastyEvents() {
    }

    /** @return events of several types and keys, some of which a key has several of */
    static List<OutboxEvent> all() {
        List<byte[]> payloads = payloads();
        List<OutboxEvent> events = new ArrayList<>();
        // No two of the lists' lengths are multiples of one number, or it is a small one: nearly every pair of values meets.
        for (int i = 0; i < 120; i++) {
            events.add(new OutboxEvent(UUID.randomUUID(), at(TYPES, i / 7), at(KEYS, i), "dev.holdfast.test.changed.v" + i, at(SUBJECTS, i),
                    at(payloads, i), TRACES.get(i % 3), Instant.parse(at(TIMES, i))));
        }
        return events;
    }

    private static List<byte[]> payloads() {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        return List.of(
                utf8("{\"version\":1,\"text\":\"Füße, 東京, \uD83C\uDF9F, \\u00e9\"}"),
                utf8("{}"), utf8(""), utf8("null"), utf8(" "), utf8("0"),
                utf8("\"text\""), utf8("{\"version\": 1.10 , \"a\":[ ] }\n"), new byte[] {0}, new byte[] {'{', '}', 0, 0}, everyByte,
                utf8("\uFEFF{}"), utf8("x".repeat(Outbox.MAX_PAYLOAD_BYTES)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T at(List<T> list, int index) {
        return list.get(index % list.size());
    }
}
