package dev.holdfast.checkout.idempotency;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a request was answered, to be given again word for word.
 *
 * @param status  HTTP status
 * @param headers by name; those that a repeat needs as well, each with one value
 * @param body    JSON
 */
public record StoredAnswer(int status, Map<String, String> headers, String body) {

    static StoredAnswer of(int status, String headerLines, String body) {
        Map<String, String> headers = new TreeMap<>();
        headerLines.lines().forEach(line -> headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
        return new StoredAnswer(status, headers, body);
    }

    /** @return one line a header, as HTTP has them but for the blank */
    String headerLines() {
        return headers.entrySet().stream().map(header -> header.getKey() + ":" + header.getValue()).collect(Collectors.joining("\n"));
    }
}
