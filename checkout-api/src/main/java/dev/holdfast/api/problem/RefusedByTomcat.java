package dev.holdfast.api.problem;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * Answers requests that Tomcat refuses before any application sees them, such as a malformed request line, with a problem instead of
 * Tomcat's HTML page. Public for Tomcat, which makes it by its class name.
 */
public final class RefusedByTomcat extends ErrorReportValve {

    private static final String BODY = """
            {"type":"%s","title":"%s","status":%d,"detail":"%s"%s}""";

    private static final String REFUSED = "The request is not valid HTTP, or not one that this server takes.";

    /**
     * An expectation, a transfer coding and a version of HTTP that Tomcat does not know. Nothing is wrong on this side then, and to the
     * client it is
     * all one: its request cannot be understood.
     */
    private static final Set<Integer> OF_HTTP_ITSELF = Set.of(417, 501, 505);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (OF_HTTP_ITSELF.contains(response.getStatus())) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        ProblemType type = ProblemType.of(HttpStatusCode.valueOf(response.getStatus()));
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(body(type, request, response.getStatus(), failure));
                response.finishResponse();
            }
        } catch (IOException gone) {
            // The client has left; there is nobody to tell.
        }
    }

    private static String body(ProblemType type, Request request, int status, @Nullable Throwable failure) {
        if (type != ProblemType.INTERNAL_ERROR) {
            return BODY.formatted(type.uri(), type.title(), status, REFUSED, "");
        }
        UUID id = InternalErrors.record(failure, "%s, status %d, refused by Tomcat".formatted(request.getRequestURI(), status));
        return BODY.formatted(type.uri(), type.title(), status, InternalErrors.DETAIL.formatted(id), ",\"error_id\":\"%s\"".formatted(id));
    }
}
