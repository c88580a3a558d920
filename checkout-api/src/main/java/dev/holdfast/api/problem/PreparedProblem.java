package dev.holdfast.api.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A problem that is the same each time, and written down once: for answers in such numbers that each has to cost next to nothing. */
public final class PreparedProblem {

    private static final String BODY = """
            {"type":"%s","title":"%s","status":%d,"detail":"%s"}""";

    private final ProblemType type;
    private final byte[] body;
    private final String retryAfter;

    private PreparedProblem(ProblemType type, String detail, String retryAfter) {
        this.type = type;
        this.body = BODY.formatted(type.uri(), type.title(), type.status().value(), detail).getBytes(StandardCharsets.UTF_8);
        this.retryAfter = retryAfter;
    }

    /**
     * @param detail     without a character that JSON would have to escape
     * @param retryAfter at least 1 s; what is more than whole seconds is left out
     */
    public static PreparedProblem of(ProblemType type, String detail, Duration retryAfter) {
        return new PreparedProblem(type, detail, Long.toString(retryAfter.toSeconds()));
    }

    /** Answers a request of which nothing has been answered yet. */
    public void answer(HttpServletResponse response) throws IOException {
        response.setStatus(type.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
