package dev.holdfast.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One method of one path. */
public final class Operation {

    private static final String JSON = "/content/application~1json";

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    private final String path;
    private final String method;
    private final JsonNode operation;
    private final Schemas schemas;
    private final Pattern addresses;
    private final Map<Integer, ExpectedAnswer> answers = new TreeMap<>();

    Operation(String path, String method, JsonNode operation, Function<JsonNode, ExpectedAnswer> answer, Schemas schemas) {
        this.path = path;
        this.method = method.toUpperCase(Locale.ROOT);
        this.operation = operation;
        this.schemas = schemas;
        this.addresses = Pattern.compile(VARIABLE.matcher(path).replaceAll("[^/]+"));
        operation.required("responses").forEachEntry((status, rule) -> answers.put(Integer.valueOf(status), answer.apply(rule)));
    }

    public String id() {
        return operation.required("operationId").stringValue();
    }

    /** @return such as {@code POST} */
    public String method() {
        return method;
    }

    /** @return with its variables, such as {@code /api/holds/{id}} */
    public String path() {
        return path;
    }

    /** @param sent a path without its query */
    boolean matches(String sent) {
        return addresses.matcher(sent).matches();
    }

    /** @return by status */
    public Map<Integer, ExpectedAnswer> answers() {
        return answers;
    }

    /** @return what is wrong with the answer by the document; empty when all is well */
    public List<String> violations(Received received) {
        ExpectedAnswer expected = answers.get(received.status());
        return expected == null ? List.of("status %d is not documented for %s %s".formatted(received.status(), method, path))
                : expected.violations(received);
    }

    /** @return those who may call it with a key or a token, such as {@code storefront}; empty if it wants neither */
    public Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        operation.path("security").forEach(way -> way.path("bearer").forEach(role -> roles.add(role.stringValue())));
        return roles;
    }

    public List<Parameter> parameters() {
        return operation.path("parameters").valueStream().map(schemas::resolve).map(parameter -> new Parameter(
                parameter.required("name").stringValue(), parameter.required("in").stringValue(),
                parameter.path("required").asBoolean(false), parameter.required("schema"),
                Optional.ofNullable(parameter.get("example")).map(JsonNode::asString))).toList();
    }

    /** @return the schema of the JSON that it takes; null if it takes none */
    public @Nullable JsonNode requestSchema() {
        JsonNode schema = operation.path("requestBody").at(JSON + "/schema");
        return schema.isMissingNode() ? null : schemas.resolve(schema);
    }

    /** @return bodies that the document shows, in its order */
    public List<JsonNode> requestExamples() {
        List<JsonNode> values = new ArrayList<>();
        operation.path("requestBody").at(JSON + "/examples").forEachEntry((name, example) -> values.add(example.required("value")));
        return values;
    }

    /** @return examples of requests and answers that their own schemas refuse; empty when all is well */
    public List<String> wrongExamples() {
        List<String> wrong = new ArrayList<>(answers.values().stream().flatMap(answer -> answer.wrongExamples().stream()).toList());
        JsonNode schema = requestSchema();
        if (schema != null) {
            requestExamples().forEach(example -> wrong.addAll(schemas.violations(schema, example)));
        }
        return wrong;
    }

    /** @return the schemas of the document that it is part of */
    public Schemas schemas() {
        return schemas;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
