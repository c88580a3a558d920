package dev.holdfast.checkout;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.holdfast.checkout.customer.CustomerAllocationTable.Allocation;
import dev.holdfast.checkout.event.EventBatch;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.hold.HoldStatus;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.order.OrderStatus;
import dev.holdfast.checkout.payment.Payment;
import dev.holdfast.checkout.stock.Stock;
import dev.holdfast.checkout.stock.StockChange;
import dev.holdfast.checkout.transaction.LockedRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction has locked and decided. Locks are taken in the agreed order: stock, then holds, then the orders of those
 * holds. Decisions change the rows in memory; {@link #save()} writes them, one statement for each kind of change, and their
 * events with them.
 *
 * <p>Each method below is one edge of the state tables of {@link HoldStatus} and {@link OrderStatus}, with all that it brings along.
 */
final class UnitOfWork {

    private static final int STALE_HOLDS_AT_A_TIME = 1_000;

    private final CheckoutTables tables;
    private final EventBatch events;
    private final LockedRows<Stock> stocks = new LockedRows<>(Stock::productId);
    private final LockedRows<Hold> holds = new LockedRows<>(Hold::id);
    private final LockedRows<Order> orders = new LockedRows<>(Order::holdId);
    private final List<Hold> newHolds = new ArrayList<>();
    private final List<Order> newOrders = new ArrayList<>();
    private final Map<Allocation, Integer> allocations = new LinkedHashMap<>();
    private final Set<Long> withoutStaleHolds = new HashSet<>();
    private final ExpiryLog expiryLog = new ExpiryLog();
    private @Nullable Instant now;

    UnitOfWork(CheckoutTables tables) {
        this.tables = tables;
        this.events = tables.events().get();
    }

    void lockStocks(Collection<Long> products) {
        stocks.add(tables.stocks().lock(products));
    }

    void lockHolds(Collection<Long> ids) {
        holds.add(tables.holds().lock(ids));
    }

    /**
     * Locks stale holds of a product whose stock is locked, without waiting for anybody.
     *
     * @param grace how long those with an order are left alone after their end
     * @return at most {@code limit}, the longest overdue first
     */
    List<Hold> lockDueHolds(long product, int limit, Duration grace) {
        List<Hold> due = grace.isZero() ? tables.holds().lockDue(product, now(), limit)
                : tables.holds().lockDueButOrdersInGrace(product, now(), now().minus(grace), limit);
        holds.add(due);
        return due;
    }

    /** As {@link #lockDueHolds}, of these holds only. */
    List<Hold> lockDueHoldsAmong(Collection<Long> ids) {
        List<Hold> due = tables.holds().lockDueAmong(ids, now());
        holds.add(due);
        return due;
    }

    void lockOrdersOf(Collection<Long> holdIds) {
        orders.add(tables.orders().lockByHolds(holdIds));
    }

    /** The orders that end together with these holds, which are locked. One that is reserved has none. */
    void lockPendingOrdersOf(Collection<Hold> lockedHolds) {
        lockOrdersOf(lockedHolds.stream().filter(hold -> hold.status() == HoldStatus.ATTACHED).map(Hold::id).toList());
    }

    /** The time of the whole transaction, read after the locks that it has waited for. */
    Instant now() {
        if (now == null) {
            now = tables.clock().now();
        }
        return now;
    }

    boolean hasStock(long product) {
        return stocks.contains(product);
    }

    Stock stock(long product) {
        return Objects.requireNonNull(stocks.get(product), () -> "The stock of product " + product + " is not locked");
    }

    /** @return whether as many units are available as when the stock was locked */
    boolean leavesStock(long product) {
        return stocks.changes().stream().noneMatch(change -> change.after().productId() == product);
    }

    Optional<Hold> hold(long id) {
        return Optional.ofNullable(holds.get(id));
    }

    Optional<Order> orderOf(long holdId) {
        return Optional.ofNullable(orders.get(holdId))
                .or(() -> newOrders.stream().filter(order -> order.holdId() == holdId).findFirst());
    }

    /** A new hold takes its units. */
    void reserve(Hold hold, @Nullable String traceparent) {
        take(hold);
        newHolds.add(hold);
        events.add(hold, traceparent, now());
    }

    /** A reserved hold becomes an order. */
    void attach(Hold hold, Order order, @Nullable String traceparent) {
        move(hold, HoldStatus.ATTACHED, traceparent);
        newOrders.add(order);
        events.add(order, traceparent, now());
    }

    /** A pending order is paid; its units were held, now they are sold. */
    void pay(Order order, @Nullable String traceparent) {
        move(holdOf(order), HoldStatus.CONSUMED, traceparent);
        move(order, OrderStatus.PAID, traceparent);
    }

    /** A cancelled or expired order is paid after all; its units are taken from the stock once more. */
    void payLate(Order order, @Nullable String traceparent) {
        take(holdOf(order));
        pay(order, traceparent);
    }

    /** A cancelled or expired order is paid, but its units are gone. */
    void requireRefund(Order order, @Nullable String traceparent) {
        move(order, OrderStatus.REFUND_REQUIRED, traceparent);
    }

    /** The buyer gives the units back, or the payment failed; the hold's pending order, where there is one, is cancelled. */
    void release(Hold hold, @Nullable String traceparent) {
        end(hold, HoldStatus.RELEASED, OrderStatus.CANCELLED, traceparent);
    }

    /** The hold's time is over; its pending order, where there is one, expires with it. */
    void expire(Hold hold, @Nullable String traceparent) {
        end(hold, HoldStatus.EXPIRED, OrderStatus.EXPIRED, traceparent);
        expiryLog.add(hold);
    }

    /** An operator adds units for sale, or, where negative, withdraws some that are available. */
    void supply(long product, int units) {
        stocks.decide(stock(product).supply(units));
    }

    /** Records what came of a payment. */
    void record(Payment payment, @Nullable String traceparent) {
        events.add(payment, traceparent, now());
    }

    /**
     * Expires stale holds of a product whose stock is locked until {@code wanted} units have come back or none is stale any more.
     * Each is looked at again under its lock, because a payment may have been faster.
     *
     * <p>That none is left is found out once: under the stock lock only time makes another one stale, and a transaction may take
     * any moment of its own for the one at which it decides. Otherwise each late payment of a list would search again.
     */
    void expireStale(long product, long wanted) {
        int before = stock(product).available();
        while (!withoutStaleHolds.contains(product) && stock(product).available() - before < wanted) {
            // What was decided so far must be in the table before it is searched, or its stale holds would be found again.
            writeHoldsAndOrders();
            int missing = (int) Math.min(wanted - stock(product).available() + before, STALE_HOLDS_AT_A_TIME);
            List<Long> due = tables.holds().due(product, now(), missing);
            if (due.size() < missing) {
                withoutStaleHolds.add(product);
            }
            expireThoseStillStale(due);
        }
    }

    /** Expires stale holds of the customers, so that nobody is refused because of what has run out. */
    void expireStaleOf(long product, Collection<String> customers) {
        writeHoldsAndOrders();
        expireThoseStillStale(tables.holds().dueOf(product, customers, now(), STALE_HOLDS_AT_A_TIME));
    }

    private void expireThoseStillStale(List<Long> due) {
        if (due.isEmpty()) {
            return;
        }
        lockHolds(due);
        // The locks may have been waited for.
        now = null;
        List<Hold> stale = due.stream().map(this::hold).flatMap(Optional::stream).filter(hold -> hold.isStale(now())).toList();
        lockPendingOrdersOf(stale);
        stale.forEach(hold -> expire(hold, null));
    }

    /** @return units held or bought, by customer, with what this transaction has decided so far */
    Map<String, Integer> unitsOf(long product, Collection<String> customers) {
        Map<String, Integer> units = tables.allocations().unitsOf(product, customers);
        allocations.forEach((allocation, change) -> {
            if (allocation.productId() == product) {
                units.merge(allocation.customerId(), change, Integer::sum);
            }
        });
        return units;
    }

    /** Writes everything, in the order of the locks, the events last. */
    void save() {
        writeHoldsAndOrders();
        List<StockChange> stockChanges = stocks.changes().stream().map(change -> change.after().changeOf(change.before())).toList();
        tables.stocks().update(stockChanges);
        stockChanges.forEach(change -> events.add(change, now()));
        stocks.written();
        tables.allocations().change(allocations);
        allocations.clear();
        events.append();
        expiryLog.writeAfterCommit();
    }

    private void writeHoldsAndOrders() {
        tables.holds().insert(newHolds);
        newHolds.clear();
        holds.changes().stream()
                .collect(groupingBy(change -> new HoldMove(change.before().status(), change.after().status(),
                        change.after().version() - change.before().version()), mapping(change -> change.after().id(), toList())))
                .forEach((move, ids) -> tables.holds().update(ids, move.from(), move.to(), move.steps()));
        holds.written();
        tables.orders().insert(newOrders);
        newOrders.clear();
        orders.changes().stream()
                .collect(groupingBy(change -> new OrderMove(change.before().status(), change.after().status(),
                        change.after().version() - change.before().version()), mapping(change -> change.after().id(), toList())))
                .forEach((move, ids) -> tables.orders().update(ids, move.from(), move.to(), move.steps()));
        orders.written();
    }

    private void end(Hold hold, HoldStatus holdStatus, OrderStatus orderStatus, @Nullable String traceparent) {
        if (hold.status() == HoldStatus.ATTACHED) {
            move(orderOf(hold.id()).orElseThrow(), orderStatus, traceparent);
        }
        move(hold, holdStatus, traceparent);
        stocks.decide(stock(hold.productId()).giveBack(hold.quantity()));
        allocate(hold, -hold.quantity());
    }

    private void take(Hold hold) {
        stocks.decide(stock(hold.productId()).take(hold.quantity()));
        allocate(hold, hold.quantity());
    }

    private void allocate(Hold hold, int units) {
        if (hold.customerId() != null) {
            allocations.merge(new Allocation(hold.productId(), hold.customerId()), units, Integer::sum);
        }
    }

    private void move(Hold hold, HoldStatus next, @Nullable String traceparent) {
        Hold moved = hold.become(next);
        holds.decide(moved);
        events.add(moved, traceparent, now());
    }

    private void move(Order order, OrderStatus next, @Nullable String traceparent) {
        Order moved = order.become(next);
        orders.decide(moved);
        events.add(moved, traceparent, now());
    }

    private Hold holdOf(Order order) {
        return Objects.requireNonNull(holds.get(order.holdId()), () -> "The hold of order " + order.id() + " is not locked");
    }

    private record HoldMove(HoldStatus from, HoldStatus to, long steps) {
    }

    private record OrderMove(OrderStatus from, OrderStatus to, long steps) {
    }
}
