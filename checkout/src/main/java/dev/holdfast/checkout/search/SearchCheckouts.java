package dev.holdfast.checkout.search;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds holds, orders and payments for operators, without any lock: each as it is at this moment, stale holds counted as expired. */
public final class SearchCheckouts {

    private final HoldSearchTable holds;
    private final OrderSearchTable orders;
    private final PaymentSearchTable payments;

    SearchCheckouts(HoldSearchTable holds, OrderSearchTable orders, PaymentSearchTable payments) {
        this.holds = holds;
        this.orders = orders;
        this.payments = payments;
    }

    public Optional<Hold> hold(long id) {
        return holds.find(id);
    }

    public Optional<Order> order(long id) {
        return orders.find(id);
    }

    public Optional<Order> orderOfHold(long hold) {
        return orders.findByHold(hold);
    }

    /** @param idempotencyKey the provider's */
    public Optional<ReceivedPayment> payment(String idempotencyKey) {
        return payments.find(idempotencyKey);
    }

    /**
     * @param before ids below this one
     * @param limit  at least 1
     * @return the highest ids first, and where to go on
     */
    public Page<Hold, Long> holds(CheckoutFilter filter, long before, int limit) {
        Optional<Long> floor = holds.floor(before, Page.BUDGET);
        return BackwardSearch.page(before, limit, floor, (from, to, most) -> holds.search(filter, from, to, most), Hold::id);
    }

    /** As {@link #holds}. */
    public Page<Order, Long> orders(CheckoutFilter filter, long before, int limit) {
        Optional<Long> floor = orders.floor(filter, before, Page.BUDGET);
        return BackwardSearch.page(before, limit, floor, (from, to, most) -> orders.search(filter, from, to, most), Order::id);
    }

    /**
     * @param before the position where the page before has ended; null for the first page
     * @param limit  at least 1
     * @return those received last first, and where to go on
     */
    public Page<ReceivedPayment, PaymentPosition> payments(PaymentFilter filter, @Nullable PaymentPosition before, int limit) {
        return new PaymentSearch(payments).page(filter, before, limit);
    }
}
