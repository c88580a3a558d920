package dev.holdfast.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be published.
 *
 * @param eventId       unique for ever; becomes {@code ce_id}
 * @param aggregateType decides the topic: {@code checkout.<aggregateType>}
 * @param key           the Kafka key; events of one key are published in the order in which they were committed
 * @param type          becomes {@code ce_type}
 * @param subject       the id of what changed; becomes {@code ce_subject}
 * @param payload       UTF-8 JSON, at most {@value Outbox#MAX_PAYLOAD_BYTES} bytes; published byte for byte
 * @param traceparent   W3C trace context of the request that caused the event, where there was one
 * @param createdAt     database time of the transaction; becomes {@code ce_time}
 */
public record OutboxEvent(
        UUID eventId,
        String aggregateType,
        String key,
        String type,
        String subject,
        byte[] payload,
        @Nullable String traceparent,
        Instant createdAt) {
}
