package dev.holdfast.api.request;

import dev.holdfast.api.ApiProperties;
import dev.holdfast.api.problem.BodyTooLarge;
import dev.holdfast.api.problem.BodyTooSlow;
import dev.holdfast.api.problem.InvalidRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Reads the body of each request, up to a limit in bytes and in time, before anything else looks at it. Tomcat has no such limits, and
 * whether a body is too long must not depend on whether its length was announced or on how far a parser has come. It is read before
 * the request is admitted, so that nobody keeps a place while a body trickles in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class BoundedBodyFilter extends OncePerRequestFilter {

    private final DataSize max;
    private final Duration maxTime;
    private final HandlerExceptionResolver problems;

    BoundedBodyFilter(ApiProperties properties, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.max = properties.maxBodySize();
        this.maxTime = properties.maxReceiveTime();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > max.toBytes()) {
            problems.resolveException(request, response, null, new BodyTooLarge(max));
            return;
        }
        byte[] body;
        try {
            body = read(request);
        } catch (BodyTooSlow tooSlow) {
            problems.resolveException(request, response, null, tooSlow);
            return;
        } catch (IOException unreadable) {
            problems.resolveException(request, response, null, new InvalidRequest("body", "could not be read to its end"));
            return;
        }
        if (body.length > max.toBytes()) {
            problems.resolveException(request, response, null, new BodyTooLarge(max));
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    /** @return the body, or more than the limit of it */
    private byte[] read(HttpServletRequest request) throws IOException {
        // Just as much memory as it needs where its length was announced: Tomcat gives no byte beyond that.
        int announced = request.getContentLength();
        byte[] body = new byte[announced < 0 ? Math.toIntExact(max.toBytes()) + 1 : announced];
        InputStream input = request.getInputStream();
        long start = System.nanoTime();
        int length = 0;
        while (length < body.length) {
            int more = input.read(body, length, body.length - length);
            if (more < 0) {
                return Arrays.copyOf(body, length);
            }
            length += more;
            if (length < body.length && System.nanoTime() - start > maxTime.toNanos()) {
                throw new BodyTooSlow(maxTime);
            }
        }
        return body;
    }
}
