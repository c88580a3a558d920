package dev.holdfast.api.request;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends each JSON answer with its length, in one write to the socket. Spring flushes the answer as soon as it has been written, so
 * Tomcat would send it in chunks, and the last, empty chunk in a write of its own: one more system call a request here, and one more
 * packet to read for the client.
 */
@Component
@Order
final class JsonWithLength implements ServerHttpMessageConvertersCustomizer {

    private final JsonMapper json;

    JsonWithLength(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(ServerBuilder converters) {
        converters.withJsonConverter(new Converter(json));
    }

    private static final class Converter extends JacksonJsonHttpMessageConverter {

        Converter(JsonMapper json) {
            super(json);
        }

        @Override
        protected void writeInternal(Object answer, @Nullable ResolvableType type, HttpOutputMessage response,
                @Nullable Map<String, Object> hints) throws IOException {
            byte[] bytes;
            try {
                bytes = getMapper().writeValueAsBytes(answer);
            } catch (JacksonException unwritable) {
                throw new HttpMessageNotWritableException("Could not write JSON: " + unwritable.getOriginalMessage(), unwritable);
            }
            response.getHeaders().setContentLength(bytes.length);
            response.getBody().write(bytes);
        }
    }
}
