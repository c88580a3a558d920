package dev.holdfast.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a document says of one answer: its headers, its media types, and the schema of each. */
public final class ExpectedAnswer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those that matter to a client. Where the document does not name them, they may not be there. */
    private static final List<String> NAMED = List.of("Location", "Retry-After", "Idempotency-Replayed", "Allow");

    private final JsonNode answer;
    private final Schemas schemas;

    ExpectedAnswer(JsonNode answer, Schemas schemas) {
        this.answer = answer;
        this.schemas = schemas;
    }

    /** @return what the answer has that the document does not say, or the other way round; empty when all is well */
    public List<String> violations(Received received) {
        List<String> wrong = new ArrayList<>(headers(received));
        Optional<JsonNode> content = content(received.mediaType());
        if (content.isEmpty()) {
            wrong.add("media type '%s' is not documented for this status".formatted(received.mediaType()));
        } else if (received.mediaType().endsWith("json")) {
            wrong.addAll(body(content.get(), received.text()));
        }
        return wrong;
    }

    private Optional<JsonNode> content(String mediaType) {
        return answer.path("content").optional(mediaType);
    }

    private List<String> body(JsonNode content, String text) {
        try {
            return schemas.violations(content.required("schema"), JSON.readTree(text));
        } catch (JacksonException malformed) {
            return List.of("the body is no JSON: " + malformed.getOriginalMessage());
        }
    }

    private List<String> headers(Received received) {
        List<String> wrong = new ArrayList<>();
        JsonNode documented = answer.path("headers");
        NAMED.stream().filter(name -> !documented.has(name) && received.header(name) != null)
                .forEach(name -> wrong.add("header %s is not documented for this status".formatted(name)));
        documented.forEachEntry((name, reference) -> wrong.addAll(header(name, schemas.resolve(reference), received)));
        return wrong;
    }

    private List<String> header(String name, JsonNode rule, Received received) {
        String value = received.header(name);
        if (value == null) {
            return rule.path("required").asBoolean(false) ? List.of("header %s is missing".formatted(name)) : List.of();
        }
        return schemas.violations(rule.required("schema"), JSON.valueToTree(value)).stream()
                .map(error -> "header %s: %s".formatted(name, error)).toList();
    }

    /** @return the types of problems that this answer can have, as far as the document names them */
    public Set<String> problemTypes() {
        return new TreeSet<>(answer.path("content").valueStream().map(content -> schemas.resolve(content.required("schema")))
                .map(schema -> schema.has("oneOf") ? schema.required("oneOf").values() : List.of(schema)).flatMap(Collection::stream)
                .map(schema -> schemas.resolve(schema).path("properties").path("type").path("const").asString(""))
                .filter(type -> !type.isEmpty()).toList());
    }

    Map<String, JsonNode> schemasByMediaType() {
        Map<String, JsonNode> byType = new TreeMap<>();
        answer.path("content").forEachEntry((type, content) -> byType.put(type, content.required("schema")));
        return byType;
    }

    Set<String> headerNames() {
        return new TreeSet<>(answer.path("headers").propertyNames());
    }

    /** @return the examples of the document with their media type's schema violated; empty when all is well */
    public List<String> wrongExamples() {
        return answer.path("content").valueStream().filter(content -> content.has("example"))
                .flatMap(content -> schemas.violations(content.required("schema"), Objects.requireNonNull(content.get("example"))).stream())
                .toList();
    }
}
