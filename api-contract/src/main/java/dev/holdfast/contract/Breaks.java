package dev.holdfast.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a document takes away from whoever was built on the one before it. Within a major version a contract only grows: paths, answers,
 * optional parameters and fields may be added, and nothing may go, change its type or lose a value.
 */
public final class Breaks {

    private final Schemas before;
    private final Schemas after;
    private final List<String> breaks = new ArrayList<>();

    private Breaks(JsonNode before, JsonNode after) {
        this.before = new Schemas(before);
        this.after = new Schemas(after);
    }

    /** @return empty if everybody who relies on the released one can rely on today's */
    public static List<String> between(Contract released, Contract today) {
        Breaks all = new Breaks(released.document(), today.document());
        Map<String, Operation> now = today.operations().stream().collect(Collectors.toMap(Operation::toString, operation -> operation));
        released.operations().forEach(operation -> all.operation(operation.toString(), operation, now.get(operation.toString())));
        return all.breaks;
    }

    /** @return likewise, for the JSON Schema of what is published */
    public static List<String> betweenSchemas(JsonNode released, JsonNode today) {
        Breaks all = new Breaks(released, today);
        all.schema("", released, today, false);
        return all.breaks;
    }

    private void operation(String name, Operation old, @Nullable Operation now) {
        if (now == null) {
            breaks.add(name + " is gone");
            return;
        }
        require(name + " has another operationId", old.id().equals(now.id()));
        Map<String, Parameter> parameters = new TreeMap<>(now.parameters().stream().collect(Collectors.toMap(Parameter::name, any -> any)));
        for (Parameter parameter : old.parameters()) {
            Parameter today = parameters.remove(parameter.name());
            require("%s: parameter %s is gone".formatted(name, parameter.name()), today != null);
            if (today != null) {
                schema(name + " " + parameter.name(), parameter.schema(), today.schema(), true);
            }
        }
        parameters.values().forEach(added -> require("%s: parameter %s is required now".formatted(name, added.name()), !added.required()));
        JsonNode oldBody = old.requestSchema();
        JsonNode nowBody = now.requestSchema();
        require(name + ": a body is wanted now", oldBody != null || nowBody == null);
        if (oldBody != null && nowBody != null) {
            schema(name + " body", oldBody, nowBody, true);
        }
        old.answers().forEach((status, answer) -> answer(name + " " + status, answer, now.answers().get(status)));
    }

    private void answer(String name, ExpectedAnswer old, @Nullable ExpectedAnswer now) {
        if (now == null) {
            breaks.add(name + " is gone");
            return;
        }
        old.schemasByMediaType().forEach((type, schema) -> {
            JsonNode today = now.schemasByMediaType().get(type);
            require("%s: %s is gone".formatted(name, type), today != null);
            if (today != null) {
                schema(name, schema, today, false);
            }
        });
        require(name + ": a header is gone", now.headerNames().containsAll(old.headerNames()));
    }

    /** @param isSent by clients; otherwise it is what they are given */
    private void schema(String place, JsonNode oldReference, JsonNode nowReference, boolean isSent) {
        JsonNode old = before.resolve(oldReference);
        JsonNode now = after.resolve(nowReference);
        if (now.has("oneOf")) {
            alternatives(place, old, now, isSent);
            return;
        }
        for (String keyword : List.of("type", "const", "format", "pattern")) {
            require("%s: %s was %s and is %s".formatted(place, keyword, old.path(keyword), now.path(keyword)), old.path(keyword)
                    .equals(now.path(keyword)));
        }
        require("%s: a value is gone of %s".formatted(place, old.path("enum")), values(now.path("enum"))
                .containsAll(values(old.path("enum"))));
        require("%s: only some values are left".formatted(place), old.has("enum") || !now.has("enum"));
        if (isSent) {
            limits(place, old, now);
        }
        required(place, old, now, isSent);
        old.path("properties").forEachEntry((field, rule) -> {
            JsonNode today = now.path("properties").path(field);
            require("%s: field %s is gone".formatted(place, field), !today.isMissingNode());
            if (!today.isMissingNode()) {
                schema(place + "." + field, rule, today, isSent);
            }
        });
        if (old.has("items") && now.has("items")) {
            schema(place + "[]", old.required("items"), now.required("items"), isSent);
        }
        for (int part = 0; part < Math.min(old.path("allOf").size(), now.path("allOf").size()); part++) {
            schema(place, old.path("allOf").required(part), now.path("allOf").required(part), isSent);
        }
        require(place + ": a part of it is gone", now.path("allOf").size() >= old.path("allOf").size());
        if (old.has("oneOf")) {
            alternatives(place, old, now, isSent);
        }
    }

    /** They are told apart by the type of the problem, not by their order. */
    private void alternatives(String place, JsonNode old, JsonNode now, boolean isSent) {
        Map<String, JsonNode> today = byType(now, after);
        byType(old, before).forEach((type, schema) -> {
            require("%s: %s is gone".formatted(place, type), today.containsKey(type));
            if (today.containsKey(type)) {
                schema(place + " " + type, schema, today.getOrDefault(type, schema), isSent);
            }
        });
    }

    private static Map<String, JsonNode> byType(JsonNode schema, Schemas schemas) {
        return (schema.has("oneOf") ? schema.path("oneOf").valueStream() : Stream.of(schema)).map(schemas::resolve)
                .collect(Collectors.toMap(one -> one.at("/properties/type/const").asString(""), one -> one, (one, same) -> one,
                        TreeMap::new));
    }

    private void required(String place, JsonNode old, JsonNode now, boolean isSent) {
        Set<String> more = values(now.path("required"));
        Set<String> less = values(old.path("required"));
        require(place + ": fields are required that were not: " + more, !isSent || less.containsAll(more));
        require(place + ": fields may be missing that were always there: " + less, isSent || more.containsAll(less));
        require(place + ": unknown fields are refused now", !isSent || old.has("additionalProperties") || !now.has("additionalProperties"));
    }

    private void limits(String place, JsonNode old, JsonNode now) {
        for (String least : List.of("minimum", "minLength")) {
            require("%s: %s is higher".formatted(place, least), !now.has(least) || old.has(least)
                    && now.required(least).decimalValue().compareTo(old.required(least).decimalValue()) <= 0);
        }
        for (String most : List.of("maximum", "maxLength")) {
            require("%s: %s is lower".formatted(place, most), !now.has(most) || old.has(most)
                    && now.required(most).decimalValue().compareTo(old.required(most).decimalValue()) >= 0);
        }
    }

    private static Set<String> values(JsonNode array) {
        return array.valueStream().map(JsonMapper.shared()::writeValueAsString).collect(Collectors.toCollection(TreeSet::new));
    }

    private void require(String otherwise, boolean holds) {
        if (!holds) {
            breaks.add(otherwise);
        }
    }
}
