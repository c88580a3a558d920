package dev.holdfast.api.idempotency;

import dev.holdfast.api.problem.InvalidRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} header of a request (draft-ietf-httpapi-idempotency-key-header, section 2), and where it was sent.
 *
 * <p>The draft has it as a string of RFC 8941, in quotation marks, and many clients send it without them: both are taken, and are the
 * same key.
 *
 * @param value 1 to {@value #MAX} visible ASCII characters; null where there is no such header
 * @param route method and path with its variables unnamed, such as {@code POST /api/orders/{id}/cancel}
 * @param path  as the client wrote it
 */
public record SentKey(@Nullable String value, String route, String path) {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX = 255;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,%d}".formatted(MAX));

    // RFC 8941, section 3.3.3, without the blank: within quotation marks these two, and only they, stand behind a backslash.
    private static final Pattern QUOTED = Pattern.compile("\"(?:[!#-\\[\\]-~]|\\\\[\"\\\\])+\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    /** @throws InvalidRequest if there are several keys, or one that is none: passing it over would carry out a repeat twice */
    static SentKey of(List<String> headers, String route, String path) {
        if (headers.isEmpty()) {
            return new SentKey(null, route, path);
        }
        String value = headers.size() == 1 ? unquoted(headers.getFirst()) : "";
        if (!VISIBLE_ASCII.matcher(value).matches()) {
            throw new InvalidRequest(HEADER, "must be one key of 1 to %d visible ASCII characters without spaces".formatted(MAX));
        }
        return new SentKey(value, route, path);
    }

    private static String unquoted(String header) {
        if (!header.startsWith("\"")) {
            return header;
        }
        return QUOTED.matcher(header).matches() ? ESCAPED.matcher(header.substring(1, header.length() - 1)).replaceAll("$1") : "";
    }
}
