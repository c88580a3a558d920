package dev.holdfast.relay;

import dev.holdfast.outbox.OutboxRow;
import dev.holdfast.outbox.ParkedRow;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a relay settled last in a lane. It is sent in the transaction that publishes the batch, so Kafka has both or neither, and
 * the next owner of the lane learns from it which rows it must delete and not publish. Rows that an operator wants skipped are settled
 * in the same way, in a transaction without their events: so whether a row was published or skipped is decided in one place.
 *
 * <p>In Kafka: topic {@code checkout.relay-progress}, partition = lane, key = the lane in decimal digits, value such as
 * {@code {"format":1,"lane":3,"published":{"4711":"<event_id>",…}}}, where 4711 is a row's id in the outbox. Where rows were skipped it
 * is {@code {"format":2,"lane":3,"published":{},"skipped":{…}}}: relays that know only format 1 must not take those for published ones.
 *
 * @param published event ids by row id. Row ids alone would not do: in a database that was set up anew they begin at 1 again, and
 *                  rows of it that were never published would be taken for these
 * @param skipped   likewise, of rows that are never to be published
 */
record Progress(int lane, Map<Long, UUID> published, Map<Long, UUID> skipped) {

    private static final int OF_PUBLISHED = 1;
    private static final int WITH_SKIPPED = 2;

    // A field of no known format may change what the others mean, so it is an error and not passed over.
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** @param rows the batch, in its order */
    static Progress of(int lane, List<OutboxRow> rows) {
        Map<Long, UUID> published = LinkedHashMap.newLinkedHashMap(rows.size());
        rows.forEach(row -> published.put(row.id(), row.event().eventId()));
        return new Progress(lane, published, Map.of());
    }

    static Progress ofSkipped(int lane, List<ParkedRow> rows) {
        return new Progress(lane, Map.of(), rows.stream().collect(Collectors.toMap(ParkedRow::id, ParkedRow::eventId)));
    }

    /** @return event ids by row id, of all rows that are not to be published any more */
    Map<Long, UUID> settled() {
        Map<Long, UUID> settled = new HashMap<>(published);
        settled.putAll(skipped);
        return settled;
    }

    ProducerRecord<byte[], byte[]> record(String topic) {
        byte[] key = Integer.toString(lane).getBytes(StandardCharsets.US_ASCII);
        Object written = skipped.isEmpty() ? new Written(OF_PUBLISHED, lane, published)
                : new WrittenWithSkipped(WITH_SKIPPED, lane, published, skipped);
        return new ProducerRecord<>(topic, lane, key, JSON.writeValueAsBytes(written));
    }

    /** @param value of the last record in the lane's partition */
    static Reading read(int lane, byte @Nullable [] value) {
        if (value == null) {
            return new Unreadable("it has no value");
        }
        int format = 0;
        try {
            format = JSON.readTree(value).path("format").asInt(0);
            return switch (format) {
                case OF_PUBLISHED -> checked(lane, JSON.readValue(value, Written.class).progress());
                case WITH_SKIPPED -> checked(lane, JSON.readValue(value, WrittenWithSkipped.class).progress());
                default -> new Unreadable("it has format %d and this relay knows only formats %d and %d"
                        .formatted(format, OF_PUBLISHED, WITH_SKIPPED));
            };
        } catch (JacksonException malformed) {
            return new Unreadable("it is not the JSON of format %d (%s)".formatted(
                    format == 0 ? OF_PUBLISHED : format, malformed.getOriginalMessage()));
        }
    }

    private static Reading checked(int lane, Progress read) {
        if (read.lane != lane) {
            return new Unreadable("it tells of lane " + read.lane);
        }
        return read.settled().values().stream().anyMatch(Objects::isNull)
                ? new Unreadable("it names a row without its event")
                : new Last(read);
    }

    private record Written(int format, int lane, Map<Long, UUID> published) {

        Progress progress() {
            return new Progress(lane, published, Map.of());
        }
    }

    private record WrittenWithSkipped(int format, int lane, Map<Long, UUID> published, Map<Long, UUID> skipped) {

        Progress progress() {
            return new Progress(lane, published, skipped);
        }
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
