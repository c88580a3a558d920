package dev.holdfast.events;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What lies in the jar for consumers, and the JSON as it is written into the outbox. */
final class Published {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Published() {
    }

    /** @return the JSON of an event's value */
    static String json(Object event) {
        return new String(JSON.writeValueAsBytes(event), StandardCharsets.UTF_8);
    }

    /** @param name such as {@code hold} */
    static JsonNode schemaDocument(String name) {
        return JSON.readTree(resource("/schemas/" + name + ".v1.schema.json"));
    }

    /** @return what is wrong with the JSON by the schema of that name; formats are checked too */
    static List<Error> errors(String schemaName, String json) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schemaDocument(schemaName));
        return schema.validate(json, InputFormat.JSON, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /** @return what is wrong with the schema itself */
    static List<Error> errorsOfSchema(String schemaName) {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        return metaSchema.validate(schemaDocument(schemaName).toString(), InputFormat.JSON);
    }

    /** The AsyncAPI document. */
    static Map<String, Object> asyncApi() {
        return new Yaml().load(resource("/asyncapi.yaml"));
    }

    static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(Published.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(path, failure);
        }
    }
}
