package dev.holdfast.api.security.access;

import dev.holdfast.api.ApiProperties;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.problem.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers those who may not with problems. An answer tells nothing of why a key is not good: unknown, revoked and expired are one. */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** RFC 6750, section 3: an error only where a token was sent. */
    private static final String NO_TOKEN = "Bearer realm=\"holdfast\"";
    private static final String BAD_TOKEN = "Bearer realm=\"holdfast\", error=\"invalid_token\"";

    private static final String WHO = "Say who you are: Authorization: Bearer <key>.";

    private final HandlerExceptionResolver problems;
    private final ApiProperties properties;

    Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, ApiProperties properties) {
        this.problems = problems;
        this.properties = properties;
    }

    HandlerExceptionResolver problems() {
        return problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        refuse(request, response, switch (failure) {
            case CallersUnknown _ -> Problem.of(ProblemType.AUTHENTICATION_UNAVAILABLE,
                    "Whether this key or token is good cannot be found out now. Nothing was changed; try again later.")
                    .retryAfter(properties.retryAfter());
            case OAuth2AuthenticationException _ ->
                    unauthenticated("The key or token is unknown, malformed, revoked or expired.", BAD_TOKEN);
            default -> unauthenticated(WHO, NO_TOKEN);
        });
    }

    private static Problem unauthenticated(String detail, String challenge) {
        return Problem.of(ProblemType.UNAUTHENTICATED, detail).header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
        // What is for nobody is refused before anybody has asked who calls.
        refuse(request, response, SecurityContextHolder.getContext().getAuthentication() == null ? unauthenticated(WHO, NO_TOKEN)
                : Problem.of(ProblemType.FORBIDDEN, "This key or token is good, but not for this address."));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        problems.resolveException(request, response, null, new Refused(problem.at(request.getRequestURI())));
    }
}
