package dev.holdfast.fuzz.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Ids that answers have named, so that later requests are about something that is there. The youngest of each kind are remembered. */
public final class KnownIds {

    private static final int REMEMBERED = 60;

    private final Map<String, List<String>> ids = new HashMap<>();

    /** @param kind such as {@code hold_id} */
    public void add(String kind, String id) {
        List<String> known = ids.computeIfAbsent(kind, none -> new ArrayList<>());
        if (!known.contains(id)) {
            known.add(id);
        }
        if (known.size() > REMEMBERED) {
            known.removeFirst();
        }
    }

    /** Learns the ids of an answer by the names of its fields. Products, and keys that were just made, have theirs in {@code id}. */
    public void learn(JsonNode answer) {
        if (answer.isArray()) {
            answer.valueStream().forEach(this::learn);
        }
        answer.path("items").valueStream().forEach(this::learn);
        answer.forEachEntry((field, value) -> {
            if ((field.endsWith("_id") || field.equals("idempotency_key")) && !value.isNull()) {
                add(field, value.asString(""));
            } else if (field.equals("id") && (answer.has("available_stock") || answer.has("available"))) {
                add("product_id", value.asString(""));
            } else if (field.equals("id") && answer.has("key")) {
                add("api-key_id", value.asString(""));
            }
        });
    }

    /** @return one of that kind, the young ones more often; empty if none is known */
    public Optional<String> any(String kind, RandomGenerator random) {
        List<String> known = ids.getOrDefault(kind, List.of());
        return known.isEmpty() ? Optional.empty()
                : Optional.of(known.get(Math.max(random.nextInt(known.size()), random.nextInt(known.size()))));
    }
}
