package dev.holdfast.audit.sale;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.Change;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.PaymentStatus;
import dev.holdfast.audit.contract.Stock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds, orders and payments by the rules, one transaction each; what happens goes to a sink. Each is logged as answered. */
public final class Sale {

    private static final long UNIT_PRICE = 999_900;
    private static final long SLOTS = 1024;

    private final Sink sink;
    private final Events events = new Events(42);
    private final Map<Long, Stock> stocks = new HashMap<>();
    private final Map<Long, Hold> holds = new HashMap<>();
    private final Map<Long, Order> orders = new HashMap<>();
    private final Map<Long, Long> orderOfHold = new HashMap<>();
    private final Map<String, Payment> payments = new HashMap<>();
    private final ClientLog log;
    private final long expiresAt;
    private long ids;
    private long transactions;
    private List<Change> changes = new ArrayList<>();
    private List<EventRecord> appended = new ArrayList<>();

    /** @param expiresAt when all holds end, in microseconds since 1970 */
    public Sale(Sink sink, long expiresAt) {
        this.sink = sink;
        this.log = new ClientLog(sink);
        this.expiresAt = expiresAt;
    }

    public void product(long id, int total) {
        Stock stock = new Stock(id, total, total, 1);
        stocks.put(id, stock);
        changes.add(new Change(null, stock));
        appended.add(events.of(stock, total));
        commit();
    }

    /** @return the hold's id */
    public long hold(long product, int quantity, @Nullable String customer) {
        Hold hold = new Hold(++ids * SLOTS + product, product, customer, quantity, HoldStatus.RESERVED, expiresAt, 1);
        holds.put(hold.id(), hold);
        changes.add(new Change(null, hold));
        appended.add(events.of(hold));
        move(product, -quantity);
        commit();
        log.held(hold);
        return hold.id();
    }

    /** @return the order's id */
    public long order(long holdId) {
        Hold hold = become(holdId, HoldStatus.ATTACHED);
        Order order = new Order(++ids * SLOTS + hold.productId(), holdId, hold.productId(), hold.customerId(), hold.quantity(), UNIT_PRICE,
                UNIT_PRICE * hold.quantity(), "EUR", OrderStatus.PENDING, 1);
        orders.put(order.id(), order);
        orderOfHold.put(holdId, order.id());
        changes.add(new Change(null, order));
        appended.add(events.of(order));
        commit();
        log.ordered(order, hold);
        return order.id();
    }

    public void release(long holdId) {
        giveBack(become(holdId, HoldStatus.RELEASED));
        commit();
        log.released(hold(holdId));
    }

    public void cancel(long orderId) {
        end(orderId, HoldStatus.RELEASED, OrderStatus.CANCELLED);
        commit();
        log.cancelled(orderRow(orderId));
    }

    /** The worker finds the hold's time over; nobody logs that. */
    public void expire(long holdId) {
        Long order = orderOfHold.get(holdId);
        if (order == null) {
            giveBack(become(holdId, HoldStatus.EXPIRED));
        } else {
            end(order, HoldStatus.EXPIRED, OrderStatus.EXPIRED);
        }
        commit();
    }

    /** Settles by the rule: a late success takes the units again if they are there, else a refund is due. */
    public void pay(String key, long orderId, PaymentStatus status) {
        Payment before = payments.get(key);
        Order order = orders.get(orderId);
        PaymentOutcome outcome = order == null ? PaymentOutcome.UNMATCHED
                : status == PaymentStatus.SUCCESS ? succeed(order) : fail(order);
        OrderStatus after = order == null ? null : Objects.requireNonNull(orders.get(orderId)).status();
        Payment payment = new Payment(key, orderId, status, outcome, after, before == null ? 1 : before.version() + 1);
        payments.put(key, payment);
        if (before == null) {
            changes.add(new Change(null, new Payment(key, orderId, status, null, null, 0)));
            changes.add(new Change(new Payment(key, orderId, status, null, null, 0), payment));
        } else {
            changes.add(new Change(before, payment));
        }
        boolean named = order == null || before != null;
        appended.add(events.of(payment, Long.toString(named ? orderId : order.holdId())));
        commit();
        log.paid(payment);
    }

    private PaymentOutcome succeed(Order order) {
        Hold hold = hold(order.holdId());
        return switch (order.status()) {
            case PENDING -> {
                settle(order, OrderStatus.PAID);
                yield PaymentOutcome.PAID;
            }
            case CANCELLED, EXPIRED -> {
                if (stock(hold.productId()).available() < hold.quantity()) {
                    become(order, OrderStatus.REFUND_REQUIRED);
                    yield PaymentOutcome.REFUND_REQUIRED;
                }
                move(hold.productId(), -hold.quantity());
                settle(order, OrderStatus.PAID);
                yield PaymentOutcome.PAID;
            }
            case PAID, REFUND_REQUIRED -> PaymentOutcome.DUPLICATE_CHARGE;
        };
    }

    private PaymentOutcome fail(Order order) {
        if (order.status() != OrderStatus.PENDING) {
            return PaymentOutcome.NO_EFFECT;
        }
        end(order.id(), HoldStatus.RELEASED, OrderStatus.CANCELLED);
        return PaymentOutcome.CANCELLED;
    }

    private void settle(Order order, OrderStatus status) {
        become(order.holdId(), HoldStatus.CONSUMED);
        become(order, status);
    }

    private void end(long orderId, HoldStatus holdStatus, OrderStatus orderStatus) {
        Order order = orderRow(orderId);
        become(order, orderStatus);
        giveBack(become(order.holdId(), holdStatus));
    }

    private void giveBack(Hold hold) {
        move(hold.productId(), hold.quantity());
    }

    private Hold become(long holdId, HoldStatus status) {
        Hold before = hold(holdId);
        Hold after = new Hold(before.id(), before.productId(), before.customerId(), before.quantity(), status, before.expiresAt(), before.version() + 1);
        holds.put(holdId, after);
        changes.add(new Change(before, after));
        appended.add(events.of(after));
        return after;
    }

    private void become(Order before, OrderStatus status) {
        Order after = new Order(before.id(), before.holdId(), before.productId(), before.customerId(), before.quantity(), before.unitPrice(),
                before.total(), before.currency(), status, before.version() + 1);
        orders.put(before.id(), after);
        changes.add(new Change(before, after));
        appended.add(events.of(after));
    }

    private void move(long product, int units) {
        Stock before = stock(product);
        Stock after = new Stock(product, before.total(), before.available() + units, before.version() + 1);
        stocks.put(product, after);
        changes.add(new Change(before, after));
        appended.add(events.of(after, before.available()));
    }

    private void commit() {
        sink.committed(new CommittedTransaction("test.000001:" + ++transactions, changes, appended));
        changes = new ArrayList<>();
        appended = new ArrayList<>();
    }

    public Hold hold(long id) {
        return Objects.requireNonNull(holds.get(id));
    }

    private Order orderRow(long id) {
        return Objects.requireNonNull(orders.get(id));
    }

    private Stock stock(long product) {
        return Objects.requireNonNull(stocks.get(product));
    }

    /** @return all rows as they are now */
    public List<Aggregate> rows() {
        List<Aggregate> rows = new ArrayList<>(stocks.values());
        rows.addAll(holds.values());
        rows.addAll(orders.values());
        rows.addAll(payments.values());
        return rows;
    }

    public ClientLog log() {
        return log;
    }
}
