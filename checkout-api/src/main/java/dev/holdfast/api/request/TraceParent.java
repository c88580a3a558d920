package dev.holdfast.api.request;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to: its {@code traceparent} header (W3C Trace Context, section 3.2), passed on to the events.
 *
 * @param value valid and 55 characters long, or null where the header is absent or malformed: such a one is ignored (section 3.2.1)
 */
public record TraceParent(@Nullable String value) {

    static final String HEADER = "traceparent";

    // Version, trace id, parent id, flags. Version ff and ids of zeros are invalid.
    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    static TraceParent of(@Nullable String header) {
        return new TraceParent(header != null && VALID.matcher(header).matches() ? header : null);
    }
}
