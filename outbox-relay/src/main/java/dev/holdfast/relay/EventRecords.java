package dev.holdfast.relay;

import dev.holdfast.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an event goes to Kafka: CloudEvents 1.0, binary mode of its Kafka binding. The value is the payload, byte for
 * byte, and everything about it is in the headers.
 */
final class EventRecords {

    private static final String SOURCE = "/holdfast/checkout";

    /** As many decimals as the time has, up to six. Debezium writes times so, and a record is the same whoever publishes it. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Map<String, String> topics;

    /** @param topics by aggregate type */
    EventRecords(Map<String, String> topics) {
        this.topics = topics;
    }

    /** @return null when no topic is configured for the event's aggregate type */
    @Nullable ProducerRecord<byte[], byte[]> of(OutboxEvent event) {
        String topic = topics.get(event.aggregateType());
        if (topic == null) {
            return null;
        }
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(topic, bytes(event.key()), event.payload());
        Headers headers = sent.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", event.eventId().toString());
        add(headers, "ce_type", event.type());
        add(headers, "ce_source", SOURCE);
        add(headers, "ce_subject", event.subject());
        add(headers, "ce_time", TIME.format(event.createdAt()));
        add(headers, "content-type", "application/json");
        String traceparent = event.traceparent();
        if (traceparent != null) {
            add(headers, "traceparent", traceparent);
        }
        return sent;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
