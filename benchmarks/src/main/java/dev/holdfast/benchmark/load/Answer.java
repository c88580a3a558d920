package dev.holdfast.benchmark.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param retryAfter the header of that name
 * @param body       as sent
 */
public record Answer(int status, @Nullable String retryAfter, byte[] body) {

    private static final int LONGEST_SHOWN = 200;

    static Answer of(int status, @Nullable String retryAfter, Buffer body) {
        return new Answer(status, retryAfter, body.getBytes());
    }

    /** The status and the start of the body, for a person. */
    @Override
    public String toString() {
        String text = new String(body, StandardCharsets.UTF_8);
        return "%d %s".formatted(status, text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text);
    }
}
