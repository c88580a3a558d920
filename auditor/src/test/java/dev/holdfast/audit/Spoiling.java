package dev.holdfast.audit;

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
import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.sale.Events;
import dev.holdfast.audit.sale.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways to make a recorded sale wrong, one at a time. */
final class Spoiling {

    private Spoiling() {
    }

    static Aggregate row(Recorded sale, String name) {
        return sale.rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    static void available(Recorded sale, String name, int available) {
        Stock stock = (Stock) row(sale, name);
        sale.replaceRow(new Stock(stock.productId(), stock.total(), available, stock.version()));
    }

    static void status(Recorded sale, String name, HoldStatus status) {
        Hold hold = (Hold) row(sale, name);
        sale.replaceRow(new Hold(hold.id(), hold.productId(), hold.customerId(), hold.quantity(), status, hold.expiresAt(), hold.version()));
    }

    static void status(Recorded sale, String name, OrderStatus status) {
        sale.replaceRow(withStatus((Order) row(sale, name), status));
    }

    static Order withStatus(Order order, OrderStatus status) {
        return new Order(order.id(), order.holdId(), order.productId(), order.customerId(), order.quantity(), order.unitPrice(), order.total(),
                order.currency(), status, order.version());
    }

    static void outcome(Recorded sale, String name, @Nullable PaymentOutcome outcome) {
        Payment payment = (Payment) row(sale, name);
        sale.replaceRow(new Payment(payment.key(), payment.orderId(), payment.status(), outcome, payment.orderStatus(), payment.version()));
    }

    /** Replaces a published event's text, under its old id. */
    static void published(Recorded sale, String name, long version, String part, String replacement) {
        sale.published.set(sale.find(name, version), with(sale.published.get(sale.find(name, version)), part, replacement));
    }

    static EventRecord with(EventRecord event, String part, String replacement) {
        String value = new String(event.value(), StandardCharsets.UTF_8);
        if (!value.contains(part)) {
            throw new AssertionError("%s has no %s".formatted(value, part));
        }
        return new EventRecord(event.id(), event.kind(), event.key(), event.type(), event.subject(),
                value.replace(part, replacement).getBytes(StandardCharsets.UTF_8));
    }

    static EventRecord withId(EventRecord event, UUID id) {
        return new EventRecord(id, event.kind(), event.key(), event.type(), event.subject(), event.value());
    }

    static EventRecord withKey(EventRecord event, String key) {
        return new EventRecord(event.id(), event.kind(), key, event.type(), event.subject(), event.value());
    }

    static EventRecord withType(EventRecord event, String type) {
        return new EventRecord(event.id(), event.kind(), event.key(), type, event.subject(), event.value());
    }

    static void swap(Recorded sale, int one, int other) {
        EventRecord moved = sale.published.get(one);
        sale.published.set(one, sale.published.get(other));
        sale.published.set(other, moved);
    }

    /** Changes the one transaction in which the named aggregate reached the version. */
    static void transaction(Recorded sale, String name, long version, UnaryOperator<CommittedTransaction> change) {
        int at = 0;
        while (sale.transactions.get(at).changes().stream().noneMatch(each -> each.last().name().equals(name) && each.last().version() == version)) {
            at++;
        }
        sale.transactions.set(at, change.apply(sale.transactions.get(at)));
    }

    static CommittedTransaction withoutEventOf(CommittedTransaction transaction, String kind) {
        return new CommittedTransaction(transaction.position(), transaction.changes(),
                transaction.events().stream().filter(event -> !event.kind().label().equals(kind)).toList());
    }

    static CommittedTransaction withChange(CommittedTransaction transaction, UnaryOperator<Change> change) {
        List<Change> changes = new ArrayList<>(transaction.changes());
        changes.replaceAll(change);
        return new CommittedTransaction(transaction.position(), changes, transaction.events());
    }

    static void log(Recorded sale, int line, String part, String replacement) {
        String before = sale.log.get(line);
        if (!before.contains(part)) {
            throw new AssertionError("%s has no %s".formatted(before, part));
        }
        sale.log.set(line, before.replace(part, replacement));
    }

    /** @return the line after the first one that contains the part */
    static int after(Recorded sale, String part) {
        for (int line = 0; line < sale.log.size(); line++) {
            if (sale.log.get(line).contains(part)) {
                return line + 1;
            }
        }
        throw new AssertionError(part);
    }

    static EventRecord event(Aggregate told, String key, String type) {
        return new EventRecord(UUID.randomUUID(), told.kind(), key, "dev.holdfast." + type + ".v1", told.subject(),
                Events.json(told).getBytes(StandardCharsets.UTF_8));
    }
}
