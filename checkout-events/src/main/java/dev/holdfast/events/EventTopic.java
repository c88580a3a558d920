package dev.holdfast.events;

import java.util.Arrays;

/**
 * The topics. The key of a record is the hold's id, also for the order and the payments of that hold, so that all events of one
 * purchase can be joined by key; for stock it is the product's id.
 */
public enum EventTopic {
    HOLDS("holds"),
    ORDERS("orders"),
    PAYMENTS("payments"),
    STOCK("stock");

    private static final String PREFIX = "checkout.";

    private final String aggregateType;

    EventTopic(String aggregateType) {
        this.aggregateType = aggregateType;
    }

    /** @return as in the outbox, such as {@code holds} */
    public String aggregateType() {
        return aggregateType;
    }

    /** @return the name in Kafka, such as {@code checkout.holds} */
    public String topicName() {
        return PREFIX + aggregateType;
    }

    /** @return the names of all topics in Kafka */
    public static String[] names() {
        return Arrays.stream(values()).map(EventTopic::topicName).toArray(String[]::new);
    }
}
