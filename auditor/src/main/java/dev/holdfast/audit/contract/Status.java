package dev.holdfast.audit.contract;

import java.util.Set;

/** A state of a hold, an order or a payment, and the edges that leave it. Source: the tables of states in ARCHITECTURE.md and docs/transactions.md. */
public sealed interface Status permits HoldStatus, OrderStatus, PaymentOutcome {

    /** @return as in the database, the API and the events, such as {@code refund_required} */
    String label();

    int ordinal();

    /** @return what it can become by one change */
    Set<? extends Status> nexts();

    /**
     * Whether {@code goal} can be reached by exactly so many changes. One transaction may take several at once.
     *
     * @param steps not negative
     */
    default boolean reaches(Status goal, long steps) {
        if (steps == 0) {
            return this == goal;
        }
        return nexts().stream().anyMatch(next -> next.reaches(goal, steps - 1));
    }
}
