package dev.holdfast.audit.contract;

import dev.holdfast.audit.json.Unreadable;
import java.util.Locale;

/** What changes by versions, each change with an event of its own. Source: the channels of asyncapi.yaml. */
public enum AggregateKind {
    HOLD("holds"),
    ORDER("orders"),
    PAYMENT("payments"),
    STOCK("stock");

    private final String aggregateType;

    AggregateKind(String aggregateType) {
        this.aggregateType = aggregateType;
    }

    /** @return as in the outbox */
    public String aggregateType() {
        return aggregateType;
    }

    /** @return the topic's name unless the operator has given it another */
    public String usualTopic() {
        return "checkout." + aggregateType;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Unreadable if the contract knows no such type */
    public static AggregateKind of(String aggregateType) {
        for (AggregateKind kind : values()) {
            if (kind.aggregateType.equals(aggregateType)) {
                return kind;
            }
        }
        throw new Unreadable("the aggregate type '%s' is not in the contract".formatted(aggregateType));
    }
}
