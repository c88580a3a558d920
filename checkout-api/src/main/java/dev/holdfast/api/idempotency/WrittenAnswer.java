package dev.holdfast.api.idempotency;

import dev.holdfast.checkout.idempotency.StoredAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers as they go over the wire, so that a repeat can be given the very same. */
@Component
final class WrittenAnswer {

    /** All that controllers set; the rest is of the connection, or of the moment. */
    private static final List<String> KEPT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER);

    private final JsonMapper json;

    WrittenAnswer(JsonMapper json) {
        this.json = json;
    }

    /** @param path of the request, which a problem names */
    StoredAnswer write(ResponseEntity<?> answer, String path) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        for (String name : KEPT) {
            String value = answer.getHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        if (answer.getBody() instanceof ProblemDetail problem && problem.getInstance() == null) {
            problem.setInstance(URI.create(path));
        }
        return new StoredAnswer(answer.getStatusCode().value(), headers, json.writeValueAsString(answer.getBody()));
    }

    /** @return the answer, to be sent; more headers may be added */
    ResponseEntity<byte[]> read(StoredAnswer stored, Map<String, String> moreHeaders) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(stored.status());
        stored.headers().forEach(answer::header);
        moreHeaders.forEach(answer::header);
        return answer.body(stored.body().getBytes(StandardCharsets.UTF_8));
    }
}
