package dev.holdfast.relay;

import dev.holdfast.outbox.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a relay published last in a lane. It is sent in the transaction that publishes the batch, so Kafka has both or neither, and
 * the next owner of the lane learns from it which rows it must delete and not publish.
 *
 * <p>In Kafka: topic {@code checkout.relay-progress}, partition = lane, key = the lane in decimal digits, value such as
 * {@code {"format":1,"lane":3,"published":{"4711":"<event_id>",…}}}, where 4711 is a row's id in the outbox.
 *
 * @param published event ids by row id. Row ids alone would not do: in a database that was set up anew they begin at 1 again, and
 *                  rows of it that were never published would be taken for these
 */
record Progress(int lane, Map<Long, UUID> published) {

    private static final int FORMAT = 1;

    // A field of no known format may change what the others mean, so it is an error and not passed over.
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** @param rows the batch, in its order */
    static Progress of(int lane, List<OutboxRow> rows) {
        Map<Long, UUID> published = LinkedHashMap.newLinkedHashMap(rows.size());
        rows.forEach(row -> published.put(row.id(), row.event().eventId()));
        return new Progress(lane, published);
    }

    ProducerRecord<byte[], byte[]> record(String topic) {
        byte[] key = Integer.toString(lane).getBytes(StandardCharsets.US_ASCII);
        return new ProducerRecord<>(topic, lane, key, JSON.writeValueAsBytes(new Written(FORMAT, lane, published)));
    }

    /** @param value of the last record in the lane's partition */
    static Reading read(int lane, byte @Nullable [] value) {
        if (value == null) {
            return new Unreadable("it has no value");
        }
        try {
            int format = JSON.readTree(value).path("format").asInt(0);
            if (format != FORMAT) {
                return new Unreadable("it has format %d and this relay knows only format %d".formatted(format, FORMAT));
            }
            Written written = JSON.readValue(value, Written.class);
            if (written.lane != lane) {
                return new Unreadable("it tells of lane " + written.lane);
            }
            return written.published.values().stream().anyMatch(Objects::isNull)
                    ? new Unreadable("it names a row without its event")
                    : new Last(new Progress(lane, written.published));
        } catch (JacksonException malformed) {
            return new Unreadable("it is not the JSON of format %d (%s)".formatted(FORMAT, malformed.getOriginalMessage()));
        }
    }

    private record Written(int format, int lane, Map<Long, UUID> published) {
    }

    /** What the progress topic says of a lane. */
    sealed interface Reading {
    }

    record Last(Progress progress) implements Reading {
    }

    /** Nothing was ever published in the lane. */
    record None() implements Reading {
    }

    /** @param why continues "the last progress record of the lane cannot be used: " */
    record Unreadable(String why) implements Reading {
    }
}
