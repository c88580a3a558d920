package dev.holdfast.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a document, which are JSON Schemas of draft 2020-12 with references into the document. */
public final class Schemas {

    private static final String REFERENCE = "$ref";
    private static final String ITEMS = "items";

    /** What the document says of schemas beyond JSON Schema. */
    private static final Dialect WITH_COMPONENTS = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("components")).keyword(new NonValidationKeyword("externalDocs")).build();

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(WITH_COMPONENTS);
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    Schemas(JsonNode document) {
        this.document = document;
    }

    /** @return what a reference leads to, or the node itself if it is none */
    public JsonNode resolve(JsonNode node) {
        JsonNode target = node;
        while (target.has(REFERENCE)) {
            target = document.requiredAt(target.required(REFERENCE).stringValue().substring(1));
        }
        return target;
    }

    /** @return what is wrong with the value, each with its place; formats are checked too, and fields that the schema does not name */
    public List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream().map(error -> error.getInstanceLocation() + " " + error.getMessage()).toList();
    }

    /** The document allows fields that are added later; today's answers have none that it does not name. */
    private Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) resolve(schema).deepCopy();
        closeItems(whole);
        if (whole.path("properties").path("items") instanceof ObjectNode items) {
            closeItems(items);
        }
        if (!whole.has(ITEMS)) {
            whole.put("unevaluatedProperties", false);
        }
        whole.set("components", document.required("components"));
        return registry.getSchema(whole);
    }

    private static void closeItems(ObjectNode schema) {
        if (schema.path(ITEMS) instanceof ObjectNode items) {
            items.put("unevaluatedProperties", false);
        }
    }
}
