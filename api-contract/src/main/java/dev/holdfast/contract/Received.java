package dev.holdfast.contract;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it came.
 *
 * @param text the body, read as UTF-8
 */
public record Received(int status, HttpHeaders headers, String text) {

    /** @return the header's first value, or null without one */
    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** @return without parameters, and empty without one */
    public String mediaType() {
        String type = headers.firstValue("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip();
    }
}
