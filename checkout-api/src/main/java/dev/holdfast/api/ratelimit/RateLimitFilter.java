package dev.holdfast.api.ratelimit;

import dev.holdfast.api.problem.Refused;
import dev.holdfast.api.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Counts each request of a caller that is known and may do it. */
public final class RateLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;
    private final HandlerExceptionResolver problems;

    public RateLimitFilter(RateLimits limits, HandlerExceptionResolver problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            limits.count(Caller.current(), response);
        } catch (Refused refused) {
            problems.resolveException(request, response, null, refused);
            return;
        }
        chain.doFilter(request, response);
    }
}
