package dev.holdfast.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers errors that come up outside of the controllers, in a filter for example; Tomcat forwards them to {@code /error}. */
@RestController
final class ContainerErrorController implements ErrorController {

    @RequestMapping("/error")
    ResponseEntity<Object> error(HttpServletRequest request) {
        // Absent when a client asks for /error itself.
        Object status = Objects.requireNonNullElse(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), 404);
        ProblemType type = ProblemType.of(HttpStatusCode.valueOf((Integer) status));
        Object path = Objects.requireNonNullElse(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), request.getRequestURI());
        if (type == ProblemType.INTERNAL_ERROR) {
            var failure = (@Nullable Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return InternalErrors.problem(failure, "%s, status %s".formatted(path, status)).at((String) path).answer();
        }
        return Problem.of(type, type.title() + ".").at((String) path).answer();
    }
}
