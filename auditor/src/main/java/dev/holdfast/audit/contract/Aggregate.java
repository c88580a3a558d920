package dev.holdfast.audit.contract;

import org.jspecify.annotations.Nullable;

/** A hold, an order, a payment or a stock as it is after one of its changes: what a row says, and what an event says. */
public sealed interface Aggregate permits Hold, Order, Payment, Stock {

    AggregateKind kind();

    /** @return its id, or the payment's idempotency key; the subject of its events */
    String subject();

    /** @return counts its changes from 1 without a gap; 0 for a payment that its transaction has not decided yet */
    long version();

    /** @return null for a stock, which has no states, and for a payment that is not decided yet */
    @Nullable Status state();

    /** @return whether both may be one aggregate at two times: whatever never changes is equal */
    boolean hasSameOrigin(Aggregate other);

    /** @return for messages, such as {@code hold 17} */
    default String name() {
        return kind().label() + " " + subject();
    }
}
