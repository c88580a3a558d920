package dev.holdfast.api.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The types of problems. Their URIs are part of the contract: a client may branch on them, so one that is published never changes
 * its meaning. Each has a section of its name in {@code docs/problems.md}.
 */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", HttpStatus.BAD_REQUEST, "The request is not valid"),
    WEBHOOK_SIGNATURE_INVALID("webhook-signature-invalid", HttpStatus.UNAUTHORIZED, "The delivery is not signed by the payment provider"),
    UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED, "The caller is not known"),
    FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "The caller may not do this"),
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is nothing at this address"),
    PRODUCT_NOT_FOUND("product-not-found", HttpStatus.NOT_FOUND, "There is no such product"),
    HOLD_NOT_FOUND("hold-not-found", HttpStatus.NOT_FOUND, "There is no such hold"),
    ORDER_NOT_FOUND("order-not-found", HttpStatus.NOT_FOUND, "There is no such order"),
    PAYMENT_NOT_FOUND("payment-not-found", HttpStatus.NOT_FOUND, "There is no such payment"),
    PARKED_EVENT_NOT_FOUND("parked-event-not-found", HttpStatus.NOT_FOUND, "There is no such parked event"),
    API_KEY_NOT_FOUND("api-key-not-found", HttpStatus.NOT_FOUND, "There is no such API key"),
    METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "This address does not take that method"),
    NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "The answer is JSON only"),
    REQUEST_TIMEOUT("request-timeout", HttpStatus.REQUEST_TIMEOUT, "The request did not come in time"),
    INSUFFICIENT_STOCK("insufficient-stock", HttpStatus.CONFLICT, "Not enough units are left"),
    SALE_NOT_OPEN("sale-not-open", HttpStatus.CONFLICT, "The sale is not open"),
    PURCHASE_LIMIT("purchase-limit", HttpStatus.CONFLICT, "More than one customer may have"),
    HOLD_EXPIRED("hold-expired", HttpStatus.CONFLICT, "The hold's time is over"),
    HOLD_NOT_RESERVED("hold-not-reserved", HttpStatus.CONFLICT, "The hold is no longer reserved"),
    ORDER_NOT_PENDING("order-not-pending", HttpStatus.CONFLICT, "The order is no longer pending"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", HttpStatus.CONFLICT, "The idempotency key was used for another payment"),
    IDEMPOTENCY_KEY_IN_FLIGHT("idempotency-key-in-flight", HttpStatus.CONFLICT, "A request with this key is still being carried out"),
    PARKED_EVENT_DECIDED("parked-event-decided", HttpStatus.CONFLICT, "What becomes of the event is decided already"),
    PRODUCT_CHANGED("product-changed", HttpStatus.CONFLICT, "Somebody else has changed the product"),
    STOCK_IN_USE("stock-in-use", HttpStatus.CONFLICT, "The units are held or sold"),
    TOO_MANY_UNITS("too-many-units", HttpStatus.CONFLICT, "More units than a product can have"),
    REFUND_NOT_OWED("refund-not-owed", HttpStatus.CONFLICT, "The charge is not owed back"),
    REFUND_RECORDED("refund-recorded", HttpStatus.CONFLICT, "The charge was paid back under another reference"),
    BODY_TOO_LARGE("body-too-large", HttpStatus.CONTENT_TOO_LARGE, "The request's body is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The request's body must be JSON"),
    IDEMPOTENCY_KEY_MISMATCH("idempotency-key-mismatch", HttpStatus.UNPROCESSABLE_CONTENT,
            "The idempotency key was used for another request"),
    TOO_MANY_IDEMPOTENCY_KEYS("too-many-idempotency-keys", HttpStatus.TOO_MANY_REQUESTS, "Too many idempotency keys are kept already"),
    TOO_MANY_REQUESTS("too-many-requests", HttpStatus.TOO_MANY_REQUESTS, "The caller sends more requests than it may"),
    INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something is wrong on this side"),
    AUTHENTICATION_UNAVAILABLE("authentication-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "Callers cannot be told apart now"),
    OVERLOADED("overloaded", HttpStatus.SERVICE_UNAVAILABLE, "More requests came than can be served in time"),
    STORAGE_UNAVAILABLE("storage-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The database is not available");

    private static final String BASE = "https://holdfast.dev/problems/";

    private final String label;
    private final HttpStatus status;
    private final String title;

    ProblemType(String label, HttpStatus status, String title) {
        this.label = label;
        this.status = status;
        this.title = title;
    }

    /** @return identifies the type (RFC 9457, section 3.1.1) */
    public URI uri() {
        return URI.create(BASE + label);
    }

    /** @return the last part of the {@link #uri()}, such as {@code hold-expired} */
    public String label() {
        return label;
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    /** @return the type of an error of which nothing but its status is known */
    static ProblemType of(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status.is4xxClientError() ? INVALID_REQUEST : INTERNAL_ERROR;
        };
    }
}
