package dev.holdfast.checkout.event;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.Payment;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.product.Money;
import dev.holdfast.checkout.stock.Stock;
import dev.holdfast.checkout.stock.StockChange;
import dev.holdfast.events.EventType;
import dev.holdfast.events.HoldEvent;
import dev.holdfast.events.OrderEvent;
import dev.holdfast.events.PaymentEvent;
import dev.holdfast.events.StockEvent;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The events of one transaction, in the order in which things happened. */
public final class EventBatch {

    private final JsonMapper json;
    private final Outbox outbox;
    private final List<OutboxEvent> events = new ArrayList<>();

    public EventBatch(JsonMapper json, Outbox outbox) {
        this.json = json;
        this.outbox = outbox;
    }

    /** @param hold as it is after the change */
    public void add(Hold hold, @Nullable String traceparent, Instant now) {
        EventType type = switch (hold.status()) {
            case RESERVED -> EventType.HOLD_CREATED;
            case ATTACHED -> EventType.HOLD_ATTACHED;
            case CONSUMED -> EventType.HOLD_CONSUMED;
            case RELEASED -> EventType.HOLD_RELEASED;
            case EXPIRED -> EventType.HOLD_EXPIRED;
        };
        add(type, hold.id(), String.valueOf(hold.id()), new HoldEvent(hold.id(), hold.productId(), hold.customerId(), hold.quantity(),
                hold.status().label(), hold.expiresAt(), hold.version()), traceparent, now);
    }

    /** @param order as it is after the change */
    public void add(Order order, @Nullable String traceparent, Instant now) {
        EventType type = switch (order.status()) {
            case PENDING -> EventType.ORDER_CREATED;
            case PAID -> EventType.ORDER_PAID;
            case CANCELLED -> EventType.ORDER_CANCELLED;
            case EXPIRED -> EventType.ORDER_EXPIRED;
            case REFUND_REQUIRED -> EventType.ORDER_REFUND_REQUIRED;
        };
        add(type, order.holdId(), String.valueOf(order.id()), new OrderEvent(order.id(), order.holdId(), order.productId(),
                order.customerId(), order.quantity(), order.unitPrice(), order.total(), order.currency(), order.status().label(),
                order.version()), traceparent, now);
    }

    /** @param payment decided */
    public void add(Payment payment, @Nullable String traceparent, Instant now) {
        PaymentOutcome outcome = Objects.requireNonNull(payment.outcome());
        EventType type = switch (outcome) {
            case PAID, CANCELLED, NO_EFFECT -> EventType.PAYMENT_RECEIVED;
            case REFUND_REQUIRED -> EventType.PAYMENT_REFUND_REQUIRED;
            case DUPLICATE_CHARGE -> EventType.PAYMENT_DUPLICATE;
            case UNMATCHED -> EventType.PAYMENT_UNMATCHED;
        };
        add(type, Objects.requireNonNull(payment.eventKey()), payment.idempotencyKey(), new PaymentEvent(payment.idempotencyKey(),
                payment.orderId(), payment.status().label(), outcome.label(),
                payment.orderStatus() == null ? null : payment.orderStatus().label(), payment.version(),
                readable(payment.charge().amount()), payment.charge().currency()), traceparent, now);
    }

    private static @Nullable BigDecimal readable(@Nullable BigDecimal amount) {
        return amount == null ? null : Money.readable(amount);
    }

    /** Without a trace: the change may be the work of many requests. */
    public void add(StockChange change, Instant now) {
        add(change.soldOut() ? EventType.STOCK_SOLD_OUT : change.restocked() ? EventType.STOCK_RESTOCKED : EventType.STOCK_CHANGED,
                change.after(), now);
    }

    /** @param stock of a product that is new */
    public void addNew(Stock stock, Instant now) {
        add(EventType.STOCK_CHANGED, stock, now);
    }

    /** Writes the events into the outbox, in the caller's transaction, with one statement. */
    public void append() {
        outbox.append(events);
        events.clear();
    }

    private void add(EventType type, Stock stock, Instant now) {
        add(type, stock.productId(), String.valueOf(stock.productId()),
                new StockEvent(stock.productId(), stock.total(), stock.available(), stock.version()), null, now);
    }

    private void add(EventType type, long key, String subject, Object data, @Nullable String traceparent, Instant now) {
        events.add(new OutboxEvent(UUID.randomUUID(), type.topic().aggregateType(), String.valueOf(key), type.cloudEventsType(),
                subject, json.writeValueAsBytes(data), traceparent, now));
    }
}
