package dev.holdfast.audit.json;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON objects. Arrays are passed over: nothing in the contract that is checked has any. */
public final class JsonObjects {

    private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonObjects() {
    }

    /** @throws Unreadable if it is not exactly one JSON object */
    public static Fields read(byte[] json) {
        return read(json, 0, json.length);
    }

    /** @throws Unreadable if the bytes are not exactly one JSON object */
    public static Fields read(byte[] json, int offset, int length) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("it is no JSON object");
            }
            Fields fields = object(parser);
            if (parser.nextToken() != null) {
                throw new Unreadable("something follows its JSON object");
            }
            return fields;
        } catch (JacksonException noJson) {
            throw new Unreadable("it is no JSON: %s".formatted(noJson.getOriginalMessage()), noJson);
        }
    }

    private static Fields object(JsonParser parser) {
        Map<String, Value> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            values.put(name, value(parser, parser.nextToken()));
        }
        return new Fields(values);
    }

    private static Value value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> new Value(Value.Kind.OBJECT, null, object(parser));
            case VALUE_STRING -> new Value(Value.Kind.TEXT, parser.getString(), null);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value(Value.Kind.NUMBER, parser.getString(), null);
            case VALUE_NULL -> Value.NULL;
            default -> {
                parser.skipChildren();
                yield Value.OTHER;
            }
        };
    }

    /** One value, numbers in the digits in which they were written. */
    record Value(Kind kind, @Nullable String text, @Nullable Fields inner) {

        static final Value NULL = new Value(Kind.NULL, null, null);
        static final Value OTHER = new Value(Kind.OTHER, null, null);

        enum Kind {
            TEXT, NUMBER, OBJECT, NULL, OTHER;

            String word() {
                return this == TEXT ? "string" : name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public String toString() {
            return inner != null ? inner.toString() : String.valueOf(text);
        }
    }
}
