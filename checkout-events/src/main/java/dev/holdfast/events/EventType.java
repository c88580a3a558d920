package dev.holdfast.events;

/**
 * Everything that happens in a checkout, with the CloudEvents type of each. Within {@code .v1} fields are only ever added.
 */
public enum EventType {
    HOLD_CREATED(EventTopic.HOLDS, "dev.holdfast.hold.created.v1"),
    HOLD_ATTACHED(EventTopic.HOLDS, "dev.holdfast.hold.attached.v1"),
    HOLD_CONSUMED(EventTopic.HOLDS, "dev.holdfast.hold.consumed.v1"),
    HOLD_RELEASED(EventTopic.HOLDS, "dev.holdfast.hold.released.v1"),
    HOLD_EXPIRED(EventTopic.HOLDS, "dev.holdfast.hold.expired.v1"),

    ORDER_CREATED(EventTopic.ORDERS, "dev.holdfast.order.created.v1"),
    ORDER_PAID(EventTopic.ORDERS, "dev.holdfast.order.paid.v1"),
    ORDER_CANCELLED(EventTopic.ORDERS, "dev.holdfast.order.cancelled.v1"),
    ORDER_EXPIRED(EventTopic.ORDERS, "dev.holdfast.order.expired.v1"),
    /** The buyer paid, but the units were gone by then: the operator owes a refund. */
    ORDER_REFUND_REQUIRED(EventTopic.ORDERS, "dev.holdfast.order.refund-required.v1"),

    PAYMENT_RECEIVED(EventTopic.PAYMENTS, "dev.holdfast.payment.received.v1"),
    /** A second success for one order under another key: charged twice, one of them is to be refunded. */
    PAYMENT_DUPLICATE(EventTopic.PAYMENTS, "dev.holdfast.payment.duplicate.v1"),
    /** A success that pays nothing: too late, or not of the order's amount and currency. */
    PAYMENT_REFUND_REQUIRED(EventTopic.PAYMENTS, "dev.holdfast.payment.refund-required.v1"),
    /** For an order that does not exist, or does not exist yet. */
    PAYMENT_UNMATCHED(EventTopic.PAYMENTS, "dev.holdfast.payment.unmatched.v1"),

    STOCK_CHANGED(EventTopic.STOCK, "dev.holdfast.stock.changed.v1"),
    /** The change that took the last available unit. */
    STOCK_SOLD_OUT(EventTopic.STOCK, "dev.holdfast.stock.sold-out.v1"),
    /** The change that made the first unit available again. */
    STOCK_RESTOCKED(EventTopic.STOCK, "dev.holdfast.stock.restocked.v1");

    private final EventTopic topic;
    private final String cloudEventsType;

    EventType(EventTopic topic, String cloudEventsType) {
        this.topic = topic;
        this.cloudEventsType = cloudEventsType;
    }

    public EventTopic topic() {
        return topic;
    }

    /** @return the value of the {@code ce_type} header */
    public String cloudEventsType() {
        return cloudEventsType;
    }
}
