package dev.holdfast.audit.contract;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * An event as it stands in the outbox, or in Kafka.
 *
 * @param kind    by the aggregate type of the outbox, or by the topic
 * @param key     the Kafka key
 * @param type    the CloudEvents type
 * @param subject the id of the hold, order or product; of a payment its idempotency key
 * @param value   JSON, byte for byte as published
 */
public record EventRecord(UUID id, AggregateKind kind, String key, String type, String subject, byte[] value) {

    /** @return 64 bits over all but the id: two checksums, so that a difference by mistake is seen, if not one by design */
    public long fingerprint() {
        CRC32C ofValue = new CRC32C();
        ofValue.update(value);
        CRC32 ofAll = new CRC32();
        ofAll.update(value);
        ofAll.update((kind + "\n" + key + "\n" + type + "\n" + subject).getBytes(StandardCharsets.UTF_8));
        return ofValue.getValue() << 32 | ofAll.getValue();
    }
}
