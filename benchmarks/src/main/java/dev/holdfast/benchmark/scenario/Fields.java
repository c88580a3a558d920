package dev.holdfast.benchmark.scenario;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Compares an answer, field by field, with what it has to be. The first difference is kept. */
final class Fields {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode body;
    private @Nullable String difference;

    private Fields(JsonNode body) {
        this.body = body;
    }

    static Fields of(byte[] json) {
        try {
            return new Fields(JSON.readTree(json));
        } catch (JacksonException notJson) {
            Fields none = new Fields(MissingNode.getInstance());
            none.difference = "the body is not JSON";
            return none;
        }
    }

    Fields is(String name, long expected) {
        return isTrue(body.path(name).isIntegralNumber() && body.path(name).longValue() == expected, name, expected);
    }

    Fields is(String name, String expected) {
        return isTrue(body.path(name).isString() && body.path(name).stringValue().equals(expected), name, expected);
    }

    Fields isPositive(String name) {
        return isTrue(number(name) > 0, name, "a positive number");
    }

    Fields isBelow(String name, long limit) {
        return isTrue(body.path(name).isIntegralNumber() && number(name) >= 0 && number(name) < limit, name, "from 0 and below " + limit);
    }

    Fields isInFuture(String name) {
        return isTrue(isAfterNow(body.path(name)), name, "a time in the future");
    }

    private static boolean isAfterNow(JsonNode time) {
        try {
            return time.isString() && Instant.parse(time.stringValue()).isAfter(Instant.now());
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    /** @param expected for the message */
    Fields isTrue(boolean condition, String name, Object expected) {
        if (!condition && difference == null) {
            difference = "%s should be %s".formatted(name, expected);
        }
        return this;
    }

    /** @return 0 if the field is missing or no integer */
    long number(String name) {
        return body.path(name).isIntegralNumber() ? body.path(name).longValue() : 0;
    }

    /** @return null if there is none */
    @Nullable String difference() {
        return difference;
    }
}
