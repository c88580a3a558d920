package dev.holdfast.api.problem;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** One problem on its way to a client, as RFC 9457 writes it: {@code application/problem+json}. */
public final class Problem {

    private final ProblemDetail body;
    private final HttpHeaders headers = new HttpHeaders();

    private Problem(ProblemType type, String detail) {
        body = ProblemDetail.forStatusAndDetail(type.status(), detail);
        body.setType(type.uri());
        body.setTitle(type.title());
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /** @param detail what happened this time and what can be done about it */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail);
    }

    /** @param field an extension member in {@code snake_case} (RFC 9457, section 3.2) */
    public Problem with(String field, Object value) {
        body.setProperty(field, value);
        return this;
    }

    /** Adds {@code Retry-After} in whole seconds (RFC 9110, section 10.2.3), rounded up, at least 1. */
    public Problem retryAfter(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(Math.clamp(seconds, 1, Integer.MAX_VALUE)));
        return this;
    }

    /** Adds a header of the answer. */
    public Problem header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /**
     * Names the address that the problem is about. Needed only where Spring cannot do it: after a forward, in a filter, and for {@code //},
     * which is a path to Tomcat but no URI.
     */
    public Problem at(String path) {
        body.setInstance(URI.create(path.replaceFirst("^/+", "/")));
        return this;
    }

    Problem headers(HttpHeaders more) {
        more.forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                headers.addAll(name, values);
            }
        });
        return this;
    }

    /** @return to be returned by a controller; the path of the request becomes the problem's {@code instance} */
    public ResponseEntity<Object> answer() {
        return ResponseEntity.status(body.getStatus()).headers(headers).body(body);
    }
}
