package dev.holdfast.peers;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An event as all peers publish it.
 *
 * @param id       unique
 * @param sequence counts from 0; the events of a key are written in its order
 * @param key      the record's key
 * @param payload  the record's value: JSON in {@value #PAYLOAD_BYTES} ASCII characters, which begins with the sequence number and the
 *                 intended start of the transaction in microseconds since 1970
 */
public record PeerEvent(UUID id, long sequence, String key, String payload) {

    /** The size of each value. */
    public static final int PAYLOAD_BYTES = 300;

    /** The type of all of them, as Holdfast's own events have it. */
    public static final String TYPE = "dev.holdfast.hold.created.v1";

    private static final long FIRST_KEY = 1_000_001;

    private static final String BEGINNING = """
            {"sequence":%d,"written_at":%d,"hold_id":%s,"product_id":1,"customer_id":"ada","quantity":2,"status":"reserved",\
            "expires_at":"2026-11-27T09:02:00.123456Z","version":1,"note":\"""";
    private static final String END = "\"}";

    /**
     * @param sequence counts from 0
     * @param keys     how many keys there are; events take them in turn
     * @param micros   intended start of the transaction, in microseconds since 1970
     */
    public static PeerEvent of(long sequence, int keys, long micros) {
        String key = Long.toString(FIRST_KEY + sequence % keys);
        String beginning = BEGINNING.formatted(sequence, micros, key);
        String payload = beginning + "x".repeat(PAYLOAD_BYTES - beginning.length() - END.length()) + END;
        return new PeerEvent(new UUID(micros, sequence), sequence, key, payload);
    }

    /** @return the payload's bytes */
    public byte[] value() {
        return payload.getBytes(StandardCharsets.US_ASCII);
    }
}
