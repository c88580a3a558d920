package dev.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contract.Breaks;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Consumers were built on {@code released/v1}: the contract as it was released last, copied there. Within a version it only grows. */
class CompatibilityTest {

    @ParameterizedTest
    @ValueSource(strings = {"hold", "order", "payment", "stock"})
    void aSchemaLosesNothing(String name) {
        assertThat(Breaks.betweenSchemas(released(name), Published.schemaDocument(name))).isEmpty();
    }

    @Test
    void aFieldOrAStateThatGoesIsNoticed() {
        String released = Published.resource("/released/v1/order.v1.schema.json");

        assertThat(Breaks.betweenSchemas(released("order"), parsed(released.replace("\"total\":", "\"sum\":"))))
                .contains(": field total is gone");
        assertThat(Breaks.betweenSchemas(released("order"), parsed(released.replace("\"refund_required\"", "\"refunded\""))))
                .singleElement().asString().startsWith(".status: a value is gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "messageTraits", "schemas"})
    void noMessageTraitOrSchemaGoes(String kind) {
        assertThat(components(Published.asyncApi(), kind).keySet())
                .containsAll(components(new Yaml().load(Published.resource("/released/v1/asyncapi.yaml")), kind).keySet());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> components(Map<String, Object> document, String kind) {
        Map<String, Object> all = (Map<String, Object>) Objects.requireNonNull(document.get("components"));
        return (Map<String, Object>) all.getOrDefault(kind, Map.of());
    }

    private static JsonNode released(String name) {
        return parsed(Published.resource("/released/v1/" + name + ".v1.schema.json"));
    }

    private static JsonNode parsed(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
