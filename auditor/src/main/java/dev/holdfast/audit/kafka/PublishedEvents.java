package dev.holdfast.audit.kafka;

import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.invariant.PublishedChecks;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** From Kafka's records to the checks of the events. Remembers which there were, to know the aborted ones. */
public final class PublishedEvents {

    private final PublishedChecks checks;
    private final Offsets offsets = new Offsets();

    public PublishedEvents(PublishedChecks checks) {
        this.checks = checks;
    }

    /** A record that a {@code read_committed} consumer sees. */
    public void add(AggregateKind kind, ConsumerRecord<byte[], byte[]> record) {
        offsets.add(record);
        String where = record.topic() + "-" + record.partition() + "@" + record.offset();
        String id = header(record, "ce_id");
        String type = header(record, "ce_type");
        String subject = header(record, "ce_subject");
        byte[] key = record.key();
        if (id == null || type == null || subject == null || key == null || record.value() == null) {
            checks.unreadable(where, "is no event: it lacks a key, a value, or one of ce_id, ce_type and ce_subject");
            return;
        }
        if (!"1.0".equals(header(record, "ce_specversion")) || !"application/json".equals(header(record, "content-type"))
                || header(record, "ce_source") == null || header(record, "ce_time") == null) {
            checks.unreadable(where, "is no CloudEvent 1.0 with JSON in it");
        }
        try {
            checks.published(new EventRecord(UUID.fromString(id), kind, new String(key, StandardCharsets.UTF_8), type, subject, record.value()),
                    record.partition(), where);
        } catch (IllegalArgumentException noId) {
            checks.unreadable(where, "has the id %s, which is no UUID".formatted(id));
        }
    }

    /** @return which records were added */
    public Offsets offsets() {
        return offsets;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
