package dev.holdfast.fuzz.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.contract.Operation;
import dev.holdfast.contract.Parameter;
import dev.holdfast.fuzz.request.Request.Header;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests that the document allows, about things that are there where possible. */
public final class ValidRequests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FEW = 3;
    private static final int SOME = 200;

    private final KnownIds known;
    private final String host;

    /** @param host for the header of that name */
    public ValidRequests(KnownIds known, String host) {
        this.known = known;
        this.host = host;
    }

    public Request of(Operation operation, RandomGenerator random) {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", host)));
        String target = operation.path();
        List<String> query = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            String value = text(operation, parameter, random);
            switch (parameter.in()) {
                case "path" -> target = target.replace("{" + parameter.name() + "}", value);
                case "query" -> query.add(parameter.name() + "=" + URLEncoder.encode(value, UTF_8));
                default -> headers.add(new Header(parameter.name(), value));
            }
        }
        headers.removeIf(header -> !header.name().equals("Host") && random.nextInt(FEW) > 0);
        query.removeIf(any -> random.nextInt(FEW) > 0);
        JsonNode schema = operation.requestSchema();
        if (schema != null) {
            headers.add(new Header("Content-Type", "application/json"));
        }
        String whole = query.isEmpty() ? target : target + "?" + String.join("&", query);
        return new Request(operation.id(), operation.method(), whole, "HTTP/1.1", headers,
                schema == null ? new byte[0] : object(operation, schema, random).toString().getBytes(UTF_8), true);
    }

    /** @return a body that the schema allows */
    private ObjectNode object(Operation operation, JsonNode schema, RandomGenerator random) {
        ObjectNode body = JSON.createObjectNode();
        List<JsonNode> examples = operation.requestExamples();
        JsonNode example = examples.get(random.nextInt(examples.size()));
        List<String> required = schema.path("required").valueStream().map(JsonNode::stringValue).toList();
        schema.required("properties").forEachEntry((field, reference) -> {
            if (required.contains(field) || random.nextInt(FEW) == 0) {
                JsonNode value = value(field, operation.schemas().resolve(reference), random);
                JsonNode shown = example.path(field);
                boolean isBetter = value.isObject() || !value.isNumber() && !operation.schemas().violations(reference, value).isEmpty();
                body.set(field, shown.isMissingNode() || !isBetter && random.nextInt(FEW) > 0 ? value : about(field, shown, random));
            }
        });
        return body;
    }

    /** @return the example, about something that is there */
    private JsonNode about(String field, JsonNode example, RandomGenerator random) {
        if (example instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.forEachEntry((name, value) -> copy.set(name, name.equals("id") ? JSON.valueToTree("pi_" + random.nextInt(SOME))
                    : about(name, value, random)));
            return copy;
        }
        return known.any(field, random).<JsonNode>map(id -> example.isString() ? JSON.valueToTree(id) : JSON.valueToTree(Long.valueOf(id)))
                .orElse(example);
    }

    private JsonNode value(String field, JsonNode schema, RandomGenerator random) {
        if (schema.has("enum")) {
            return schema.required("enum").get(random.nextInt(schema.required("enum").size()));
        }
        return switch (type(schema)) {
            case "integer" -> JSON.valueToTree(integer(field, schema, random));
            case "boolean" -> JSON.valueToTree(random.nextBoolean());
            case "number" -> JSON.valueToTree(random.nextInt(1, 100));
            case "string" -> JSON.valueToTree(string(field, schema, random));
            default -> JSON.createObjectNode();
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).stringValue() : type.asString("object");
    }

    private long integer(String kind, JsonNode schema, RandomGenerator random) {
        long least = schema.path("minimum").asLong(1);
        if (least < 0) {
            return random.nextBoolean() ? random.nextInt(1, SOME) : -random.nextInt(1, FEW);
        }
        return known.any(kind, random).map(Long::valueOf).orElseGet(() -> least + random.nextInt(FEW));
    }

    private String string(String field, JsonNode schema, RandomGenerator random) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> known.any(field, random).orElseGet(() -> new UUID(random.nextLong(), random.nextLong()).toString());
            case "date-time" -> random.nextBoolean() ? "2026-11-01T04:16:32Z" : "2100-01-01T00:00:00.5Z";
            // Few enough to come again.
            default -> known.any(field, random).filter(id -> random.nextInt(FEW) == 0)
                    .orElseGet(() -> field.replace('_', '-') + "-" + random.nextInt(SOME));
        };
    }

    /** The kind of a path's {@code id} is told by the segment before it: {@code /holds/{id}} is about a {@code hold_id}. */
    private String text(Operation operation, Parameter parameter, RandomGenerator random) {
        JsonNode schema = operation.schemas().resolve(parameter.schema());
        if (type(schema).equals("integer")) {
            String kind = operation.path().replaceFirst("^.*/([a-z-]+)s/\\{" + parameter.name() + "}.*$", "$1_id");
            return String.valueOf(integer(parameter.in().equals("path") ? kind : parameter.name(), schema, random));
        }
        if (schema.has("enum")) {
            return Objects.requireNonNull(schema.required("enum").get(random.nextInt(schema.required("enum").size()))).stringValue();
        }
        if (!parameter.in().equals("path") && parameter.example().isPresent() && random.nextBoolean()) {
            return parameter.example().get();
        }
        return string(parameter.name().toLowerCase(Locale.ROOT), schema, random);
    }

    /** @return the fields of a body, each with its JSON, in their order */
    public static List<Field> fields(byte[] body) {
        JsonNode json = JSON.readTree(body);
        return json.propertyStream().map(entry -> new Field(entry.getKey(), entry.getValue().toString())).toList();
    }

    /** A field and its JSON, which need not be JSON any more. */
    public record Field(String name, String json) {
    }

    /** @return an object of these fields, whatever they are */
    public static String written(List<Field> fields) {
        return fields.stream().map(field -> JSON.writeValueAsString(field.name()) + ":" + field.json()).collect(Collectors.joining(",",
                "{", "}"));
    }
}
