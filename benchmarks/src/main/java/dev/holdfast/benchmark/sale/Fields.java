package dev.holdfast.benchmark.sale;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Compares an answer, field by field, with what it has to be. The first difference is kept. */
public final class Fields {

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final JsonNode body;
    private @Nullable String difference;

    private Fields(JsonNode body) {
        this.body = body;
    }

    public static Fields of(byte[] json) {
        try {
            return new Fields(JSON.readTree(json));
        } catch (JacksonException notJson) {
            Fields none = new Fields(MissingNode.getInstance());
            none.difference = "the body is not JSON";
            return none;
        }
    }

    public Fields is(String name, long expected) {
        return isTrue(body.path(name).isIntegralNumber() && body.path(name).longValue() == expected, name, expected);
    }

    public Fields is(String name, String expected) {
        return isTrue(body.path(name).isString() && body.path(name).stringValue().equals(expected), name, expected);
    }

    public Fields isPositive(String name) {
        return isTrue(number(name) > 0, name, "a positive number");
    }

    public Fields isBelow(String name, long limit) {
        return isTrue(body.path(name).isIntegralNumber() && number(name) >= 0 && number(name) < limit, name, "from 0 and below " + limit);
    }

    /** The same number, however many zeros are written at its end. */
    public Fields isAmount(String name, BigDecimal expected) {
        return isTrue(body.path(name).isNumber() && body.path(name).decimalValue().compareTo(expected) == 0, name, expected);
    }

    public Fields isInFuture(String name) {
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
    public Fields isTrue(boolean condition, String name, Object expected) {
        if (!condition && difference == null) {
            difference = "%s should be %s".formatted(name, expected);
        }
        return this;
    }

    /** @return 0 if the field is missing or no integer */
    public long number(String name) {
        return body.path(name).isIntegralNumber() ? body.path(name).longValue() : 0;
    }

    /** @return null if there is none */
    public @Nullable String difference() {
        return difference;
    }
}
