package dev.holdfast.api.problem;

import dev.holdfast.api.ApiProperties;
import dev.holdfast.api.groupcommit.Overloaded;
import dev.holdfast.checkout.idempotency.KeyInFlight;
import dev.holdfast.checkout.transaction.StorageUnavailable;
import java.util.Comparator;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns what is thrown into problems. Refusals of the shop are no exceptions; the controllers answer those. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private static final String NOTHING_CHANGED = "The database cannot be reached. Nothing was changed; try again later.";
    private static final String OUTCOME_UNKNOWN = "The database was lost while the change was being committed: it happened wholly or "
            + "not at all. Repeat it with the same Idempotency-Key if it had one; else look before you repeat it.";

    private final ApiProperties properties;

    ProblemHandler(ApiProperties properties) {
        this.properties = properties;
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidRequest invalid) {
        return invalid(List.of(invalid.field())).answer();
    }

    /** Tomcat reads the query when a controller first asks for a parameter, and speaks up only then. */
    @ExceptionHandler
    ResponseEntity<Object> unreadableQuery(InvalidParameterException unreadable) {
        return invalid(List.of(new InvalidField("query", "is not well-formed, or has too many parameters"))).answer();
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refused refused) {
        return refused.problem().answer();
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(BodyTooLarge tooLarge) {
        return Problem.of(ProblemType.BODY_TOO_LARGE, "The body may have up to %d bytes.".formatted(tooLarge.maxBytes()))
                .with("max_bytes", tooLarge.maxBytes()).answer();
    }

    @ExceptionHandler
    ResponseEntity<Object> tooSlow(BodyTooSlow tooSlow) {
        return Problem.of(ProblemType.REQUEST_TIMEOUT, "The body was not there within %d s. Nothing was done; try again."
                .formatted(tooSlow.seconds())).answer();
    }

    @ExceptionHandler
    ResponseEntity<Object> overloaded(Overloaded overloaded) {
        return Problem.of(ProblemType.OVERLOADED, "More requests wait than can be served in time. This one has had no effect; try again.")
                .retryAfter(properties.retryAfter()).answer();
    }

    @ExceptionHandler
    ResponseEntity<Object> inFlight(KeyInFlight inFlight) {
        return Problem.of(ProblemType.IDEMPOTENCY_KEY_IN_FLIGHT,
                        "An earlier request with this Idempotency-Key is still being carried out. Send it again to get its answer.")
                .retryAfter(properties.retryAfter()).answer();
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(StorageUnavailable unavailable) {
        return unavailable(unavailable, unavailable.isOutcomeUnknown());
    }

    /** From where no transaction protects anything: reads, and ids taken ahead of one. */
    @ExceptionHandler({DataAccessResourceFailureException.class, RecoverableDataAccessException.class,
            TransientDataAccessException.class, CannotCreateTransactionException.class, TransactionSystemException.class})
    ResponseEntity<Object> unavailable(RuntimeException lost) {
        return unavailable(lost, false);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> bug(Exception failure, WebRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return null;
        }
        return internal(failure, request.getDescription(false));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception failure, @Nullable Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        List<InvalidField> invalid = InvalidFields.of(failure).stream().sorted(Comparator.comparing(InvalidField::field)).toList();
        if (!invalid.isEmpty()) {
            return invalid(invalid).answer();
        }
        ProblemType type = ProblemType.of(status);
        return type == ProblemType.INTERNAL_ERROR ? internal(failure, request.getDescription(false))
                : Problem.of(type, detail(failure)).headers(headers).answer();
    }

    @Override
    protected ResponseEntity<Object> handleNoHandlerFoundException(NoHandlerFoundException failure, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address; look at its spelling.")
                .at(failure.getRequestURL()).answer();
    }

    private static Problem invalid(List<InvalidField> fields) {
        String detail = String.join("; ", fields.stream().map(InvalidField::toString).toList());
        return Problem.of(ProblemType.INVALID_REQUEST, detail + ".").with("errors", fields);
    }

    private static String detail(Exception failure) {
        return switch (failure) {
            case HttpRequestMethodNotSupportedException method -> method.getSupportedMethods() == null
                    ? "%s is not possible here.".formatted(method.getMethod())
                    : "%s is not possible here; possible: %s."
                            .formatted(method.getMethod(), String.join(", ", method.getSupportedMethods()));
            case HttpMediaTypeNotSupportedException ignored -> "Send the body as JSON, with Content-Type: application/json.";
            case HttpMediaTypeNotAcceptableException ignored -> "Ask for application/json in the Accept header, or leave it out.";
            default -> "The request cannot be understood.";
        };
    }

    private ResponseEntity<Object> unavailable(RuntimeException lost, boolean outcomeUnknown) {
        log.warn("Answered 503, {}: {}", outcomeUnknown ? "outcome unknown" : "without effect", rootMessage(lost));
        return Problem.of(ProblemType.STORAGE_UNAVAILABLE, outcomeUnknown ? OUTCOME_UNKNOWN : NOTHING_CHANGED)
                .with("outcome_unknown", outcomeUnknown).retryAfter(properties.retryAfter()).answer();
    }

    private static ResponseEntity<Object> internal(Exception failure, String request) {
        return InternalErrors.problem(failure, request).answer();
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
