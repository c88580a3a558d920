package dev.holdfast.api.problem;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that could not be read, in the words of the contract and not of the parser. */
final class UnreadableBody {

    private static final String BODY = "body";

    private UnreadableBody() {
    }

    static InvalidField explain(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown -> new InvalidField(path(unknown), "is not known here; known are "
                    + String.join(", ", unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList()));
            case InputCoercionException outOfRange -> new InvalidField(path(outOfRange), "is too large a number");
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case StreamConstraintsException excessive ->
                    new InvalidField(BODY, "is nested too deeply, or has a number or a name that is too long");
            case StreamReadException malformed -> malformed(malformed);
            case null, default -> new InvalidField(BODY, "is required and must be a JSON object");
        };
    }

    private static InvalidField mismatch(MismatchedInputException mismatch) {
        String path = path(mismatch);
        return new InvalidField(path, path.equals(BODY) ? "is required and must be one JSON object" : expected(mismatch.getTargetType()));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == long.class || type == int.class) {
            return "is required and must be an integer, not a string or a fraction";
        }
        if (type == Long.class) {
            return "must be an integer, not a string or a fraction";
        }
        if (type == BigDecimal.class) {
            return "must be a number, not a string";
        }
        return type == String.class ? "must be a string" : "has the wrong type";
    }

    private static InvalidField malformed(StreamReadException malformed) {
        String name = malformed.processor() instanceof JsonParser parser ? parser.currentName() : null;
        String field = name == null ? BODY : name;
        if (malformed.getOriginalMessage().startsWith("Duplicate")) {
            return new InvalidField(field, "is given more than once");
        }
        var at = malformed.getLocation();
        return new InvalidField(field, at == null ? "is not well-formed JSON"
                : "is not well-formed JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static String path(JacksonException failure) {
        return failure.getPath().stream().map(JacksonException.Reference::getPropertyName)
                .map(name -> name == null ? "[]" : name).reduce((outer, inner) -> outer + "." + inner).orElse(BODY);
    }
}
