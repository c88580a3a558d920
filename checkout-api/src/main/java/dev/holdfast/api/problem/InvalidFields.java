package dev.holdfast.api.problem;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Finds out which parts of a request Spring has refused, and calls them by the names that the client used. */
final class InvalidFields {

    // Nothing else in a path or a query is converted.
    private static final String AN_INTEGER = "must be an integer in decimal digits";

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private InvalidFields() {
    }

    /** @return empty if the failure is about something else */
    static List<InvalidField> of(Exception failure) {
        return switch (failure) {
            case HttpMessageNotReadableException unreadable -> List.of(UnreadableBody.explain(unreadable));
            case MethodArgumentNotValidException invalid -> ofBody(invalid).toList();
            case HandlerMethodValidationException invalid ->
                    invalid.getParameterValidationResults().stream().flatMap(InvalidFields::ofParameter).toList();
            case TypeMismatchException mismatch ->
                    List.of(new InvalidField(name(mismatch.getPropertyName()), AN_INTEGER));
            default -> List.of();
        };
    }

    private static Stream<InvalidField> ofParameter(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return ofBody(body);
        }
        String name = name(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream().map(error -> new InvalidField(name, message(error)));
    }

    private static Stream<InvalidField> ofBody(Errors body) {
        return body.getFieldErrors().stream().map(error -> new InvalidField(name(error.getField()), message(error)));
    }

    private static String name(@Nullable String javaName) {
        return javaName == null ? "request" : CAPITAL.matcher(javaName).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }

    private static String message(MessageSourceResolvable error) {
        if (error instanceof FieldError field && field.isBindingFailure()) {
            return AN_INTEGER;
        }
        return Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }
}
