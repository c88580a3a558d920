package dev.holdfast.fuzz.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contract.Operation;
import dev.holdfast.fuzz.request.Request;
import dev.holdfast.fuzz.request.ValidRequests;
import dev.holdfast.fuzz.request.ValidRequests.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Wrong fields in a body that is still JSON. */
final class Fields {

    private static final List<String> INTEGERS = List.of("0", "-0", "-1", "1", "2147483647", "2147483648", "-2147483649", "4294967296",
            "9007199254740991", "9007199254740992", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "18446744073709551616", "1e3", "1E-3", "1.0", "0.5", "1e400", "-1e999999999", "00", "01", "+1", "0x10", "1_000", "NaN",
                    "Infinity");
    private static final List<String> STRINGS = List.of("\"\"", "\" \"", "\"a b\"", "\"\\t\"", "\"\\n\"", "\"\\u0000\"", "\"\\u007f\"",
            "\"caf\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\"", "\"\\ufeff\"",
                    "\"'; DROP TABLE hold; --\"",
            "\"%00\"", "\"${jndi:ldap://127.0.0.1/a}\"", "\"../../etc/passwd\"", "\"SUCCESS\"", "\"Success \"", "\"success\\u0000\"",
                    "\"null\"");
    private static final List<String> ANYTHING = List.of("\"1\"", "1", "0", "1.0", "1.5", "true", "false", "[]", "[1]", "[[1]]", "{}",
            "{\"id\":1}", "\"\"", "\"true\"", "null", "[null]", "-1", "\"2026-11-23T00:00:00Z\"", "{\"$ref\":\"#\"}",
                    "{\"@class\":\"java.lang.Object\"}");
    private static final List<String> NAMES = List.of("", " ", "id", "status", "price", "total", "expires_at", "version", "__proto__",
            "class",
            "@type", "$id", "product_id ", "hold_id\u0000", "\u00e9", "customerId", "QUANTITY", "a.b", "a[0]", "x".repeat(300));
    private static final int AROUND_A_LIMIT = 2;

    private Fields() {
    }

    static Request limit(Request valid, Operation operation, RandomGenerator random) {
        return change(valid, random, (fields, at) -> {
            Field field = fields.get(at);
            fields.set(at, new Field(field.name(), Mutation.pick(limits(field, schemaOf(field, operation)), random)));
        });
    }

    private static JsonNode schemaOf(Field field, Operation operation) {
        JsonNode schema = Objects.requireNonNull(operation.requestSchema()).path("properties").path(field.name());
        return operation.schemas().resolve(schema);
    }

    private static List<String> limits(Field field, JsonNode schema) {
        if (!field.json().startsWith("\"")) {
            return Stream.concat(INTEGERS.stream(), Stream.of("minimum", "maximum").map(schema::path).filter(JsonNode::isNumber)
                    .flatMap(limit -> LongStream.of(-1, 0, 1)
                            .mapToObj(step -> limit.decimalValue().add(BigDecimal.valueOf(step)).toPlainString()))).toList();
        }
        // Where a pattern holds the limit, the document's own texts are of 64, 255 and 500 characters.
        Stream<Integer> lengths = schema.has("maxLength") ? Stream.of(schema.required("maxLength").intValue()) : Stream.of(64, 255, 500,
                8000);
        return Stream.concat(STRINGS.stream(), lengths.flatMap(length -> Stream.iterate(length - 1, n -> n + 1).limit(AROUND_A_LIMIT + 1))
                .map(length -> "\"" + "x".repeat(length) + "\"")).toList();
    }

    static Request type(Request valid, Operation operation, RandomGenerator random) {
        return change(valid, random, (fields, at) -> fields.set(at, new Field(fields.get(at).name(), Mutation.pick(ANYTHING, random))));
    }

    static Request missing(Request valid, Operation operation, RandomGenerator random) {
        return change(valid, random, (fields, at) -> fields.remove(at));
    }

    static Request none(Request valid, Operation operation, RandomGenerator random) {
        return change(valid, random, (fields, at) -> fields.set(at, new Field(fields.get(at).name(), "null")));
    }

    static Request extra(Request valid, Operation operation, RandomGenerator random) {
        return change(valid, random, (fields, at) -> fields.add(at, new Field(Mutation.pick(NAMES, random), Mutation.pick(ANYTHING,
                random))));
    }

    static Request twice(Request valid, Operation operation, RandomGenerator random) {
        return change(valid, random, (fields, at) -> {
            String json = random.nextBoolean() ? fields.get(at).json() : Mutation.pick(ANYTHING, random);
            fields.add(random.nextInt(fields.size() + 1), new Field(fields.get(at).name(), json));
        });
    }

    static Request name(Request valid, Operation operation, RandomGenerator random) {
        return change(valid, random, (fields, at) -> {
            String name = fields.get(at).name();
            String other = Mutation.pick(List.of(name.toUpperCase(Locale.ROOT), name.replace("_", ""), name.replace('_', '-'), name + " ",
                    name + "\u0000", " " + name, name.substring(1), "\ufeff" + name), random);
            fields.set(at, new Field(other, fields.get(at).json()));
        });
    }

    /** Changes a list of fields at one place. */
    private interface Change {
        void apply(List<Field> fields, int at);
    }

    private static Request change(Request valid, RandomGenerator random, Change change) {
        List<Field> fields = new ArrayList<>(ValidRequests.fields(valid.body()));
        change.apply(fields, random.nextInt(fields.size()));
        return valid.body(ValidRequests.written(fields).getBytes(UTF_8));
    }
}
