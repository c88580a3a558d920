package dev.holdfast.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash2;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox is divided among relays: all events of one key lie in one lane, and a lane is worked by one relay at a time.
 *
 * @param count 1 to 1024, the same in every application. Each lane has Kafka transactions of its own, and those cost the same for few
 *              events as for many; so more lanes than relays only cost. Changing it means draining the outbox first, or keys would
 *              move to another lane while events of theirs still wait in the old one. Topics should have a multiple of it as
 *              partitions: then the transactions of two lanes touch no partition in common
 */
@ConfigurationProperties("holdfast.outbox.lanes")
public record Lanes(@DefaultValue("1") int count) {

    public Lanes {
        if (count < 1 || count > 1024) {
            throw new IllegalArgumentException("holdfast.outbox.lanes.count must be 1 to 1024, but is " + count);
        }
    }

    /**
     * The hash by which Kafka's clients choose a partition, so that lane and partition are the same where there are as many of each.
     *
     * @return 0 to count − 1, the same for the same key on every machine
     */
    public int of(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return (MurmurHash2.hash32(bytes, bytes.length) & Integer.MAX_VALUE) % count;
    }
}
