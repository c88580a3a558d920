package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contract.Contract;
import dev.holdfast.contract.Received;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** Holds every answer that any test gets against {@code docs/openapi.yaml}. */
public final class AsDocumented {

    public static final Contract CONTRACT = read();

    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private AsDocumented() {
    }

    private static Contract read() {
        try {
            return Contract.read(new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void verify(HttpRequest request, HttpResponse<String> response) {
        String path = request.uri().getRawPath();
        // Management and the pages for people are no part of the contract; HEAD and OPTIONS are said in words.
        if (path.matches("/(actuator|swagger-ui).*") || Set.of("HEAD", "OPTIONS").contains(request.method())) {
            return;
        }
        assertThat(CONTRACT.violations(request.method(), path, new Received(response.statusCode(), response.headers(), response.body())))
                .as("%s %s: %d %s", request.method(), path, response.statusCode(), response.body()).isEmpty();
        CONTRACT.find(request.method(), path).ifPresent(operation -> SEEN.add(name(operation.id(), response.statusCode(), type(response))));
    }

    /** @return the answers that were seen until now, such as {@code placeHold 409 sale-not-open} */
    public static Set<String> seen() {
        return new TreeSet<>(SEEN);
    }

    /** @param type of a problem, whole or without its beginning; empty for a success */
    public static String name(String operation, int status, String type) {
        return "%s %d %s".formatted(operation, status, type.substring(type.lastIndexOf('/') + 1)).strip();
    }

    private static String type(HttpResponse<String> response) {
        return response.statusCode() < 400 ? "" : JsonMapper.shared().readTree(response.body()).required("type").stringValue();
    }
}
