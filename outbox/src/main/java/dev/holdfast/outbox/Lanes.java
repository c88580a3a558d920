package dev.holdfast.outbox;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox is divided among relays: all events of one key lie in one lane, and a lane is worked by one relay at a time.
 *
 * @param count 1 to 1024, the same in every application. Changing it means draining the outbox first, or keys would move to
 *              another lane while events of theirs still wait in the old one.
 */
@ConfigurationProperties("holdfast.outbox.lanes")
public record Lanes(@DefaultValue("16") int count) {

    public Lanes {
        if (count < 1 || count > 1024) {
            throw new IllegalArgumentException("holdfast.outbox.lanes.count must be 1 to 1024, but is " + count);
        }
    }

    /** @return 0 to count − 1, the same for the same key on every machine */
    public int of(String key) {
        CRC32 hash = new CRC32();
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % count);
    }
}
