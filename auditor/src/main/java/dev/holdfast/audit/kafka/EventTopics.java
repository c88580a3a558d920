package dev.holdfast.audit.kafka;

import dev.holdfast.audit.contract.AggregateKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the events are.
 *
 * @param bootstrap as in Kafka's {@code bootstrap.servers}
 * @param names     the topic of each kind
 */
public record EventTopics(String bootstrap, Map<AggregateKind, String> names) {

    public EventTopics {
        names = Map.copyOf(names);
    }

    /** @param others names that are not the usual ones */
    public static EventTopics of(String bootstrap, Map<AggregateKind, String> others) {
        Map<AggregateKind, String> names = new EnumMap<>(AggregateKind.class);
        for (AggregateKind kind : AggregateKind.values()) {
            names.put(kind, others.getOrDefault(kind, kind.usualTopic()));
        }
        return new EventTopics(bootstrap, names);
    }

    List<String> all() {
        return names.values().stream().sorted().toList();
    }
}
