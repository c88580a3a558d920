package dev.holdfast.api.payment.signature;

import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers deliveries that are not genuine, and leaves a line in the log and a count: of what anybody can send, no row is kept. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedDeliveries {

    private static final Logger log = LoggerFactory.getLogger(RefusedDeliveries.class);

    private final MeterRegistry meters;

    RefusedDeliveries(MeterRegistry meters) {
        this.meters = meters;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(SignatureRefused refused, HttpServletRequest request) {
        SignatureFault fault = refused.fault();
        meters.counter("holdfast.webhook.refused", "signed", refused.by().label(), "reason", fault.reason().label()).increment();
        log.warn("Refused a delivery from {} to {}, {}: {}", request.getRemoteAddr(), request.getRequestURI(), fault.reason().label(),
                fault.detail());
        return Problem.of(ProblemType.WEBHOOK_SIGNATURE_INVALID, fault.detail()).header(HttpHeaders.WWW_AUTHENTICATE, refused.by().label()).answer();
    }
}
