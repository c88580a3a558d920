package dev.holdfast.audit.json;

import dev.holdfast.audit.json.JsonObjects.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object. Those that nobody asks for are passed over, as the contract wants of every reader. */
public final class Fields {

    /** Amounts have four decimals in the database. */
    private static final int SCALE = 4;

    static final Fields NONE = new Fields(Map.of());

    private final Map<String, Value> values;

    Fields(Map<String, Value> values) {
        this.values = values;
    }

    public static Fields none() {
        return NONE;
    }

    public boolean has(String name) {
        Value value = values.get(name);
        return value != null && value.kind() != Value.Kind.NULL;
    }

    /** @throws Unreadable if the field is missing, null or no string */
    public String text(String name) {
        Value value = value(name, Value.Kind.TEXT);
        return Objects.requireNonNull(value.text());
    }

    /**
     * @return null if the field is missing or null
     * @throws Unreadable if it is no string
     */
    public @Nullable String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    /** @throws Unreadable if the field is missing or no integer of 64 bits */
    public long number(String name) {
        String digits = Objects.requireNonNull(value(name, Value.Kind.NUMBER).text());
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException noInteger) {
            throw new Unreadable("%s is %s, which is no integer".formatted(name, digits), noInteger);
        }
    }

    /** @throws Unreadable if the field is missing or no integer of 32 bits */
    public int smallNumber(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new Unreadable("%s is %d, which is too large".formatted(name, number));
        }
        return (int) number;
    }

    /**
     * @return an amount in units of 0.0001, modulo 2^64: good for comparison, whatever its size
     * @throws Unreadable if the field is missing, no number, or has more than four decimals
     */
    public long amount(String name) {
        String digits = Objects.requireNonNull(value(name, Value.Kind.NUMBER).text());
        try {
            return amount(new BigDecimal(digits));
        } catch (ArithmeticException | NumberFormatException tooPrecise) {
            throw new Unreadable("%s is %s, which is no amount with at most four decimals".formatted(name, digits), tooPrecise);
        }
    }

    /**
     * @return in units of 0.0001, modulo 2^64
     * @throws ArithmeticException if it has more than four decimals
     */
    public static long amount(BigDecimal decimal) {
        return decimal.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValue();
    }

    /**
     * @return microseconds since 1970, UTC
     * @throws Unreadable if the field is missing or no time in UTC
     */
    public long time(String name) {
        String text = text(name);
        try {
            return Timestamps.micros(text);
        } catch (RuntimeException noTime) {
            throw new Unreadable("%s is '%s', which is no time".formatted(name, text), noTime);
        }
    }

    /** @return the object inside; one without fields when it is missing, or something else than an object */
    public Fields inner(String name) {
        Value value = values.get(name);
        Fields inner = value == null ? null : value.inner();
        return inner == null ? NONE : inner;
    }

    private Value value(String name, Value.Kind kind) {
        Value value = values.get(name);
        if (value == null) {
            throw new Unreadable("it has no %s".formatted(name));
        }
        if (value.kind() != kind) {
            throw new Unreadable("%s should be a %s".formatted(name, kind.word()));
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields fields && fields.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        Map<String, String> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(name, value.toString()));
        return shown.toString();
    }
}
