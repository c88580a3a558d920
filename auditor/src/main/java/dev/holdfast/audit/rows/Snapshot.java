package dev.holdfast.audit.rows;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.Stock;
import java.util.List;

/**
 * The tables at one moment.
 *
 * @param customers all customers that holds and orders name
 * @param products  ids of the products, each of which must have a stock
 * @param waiting   the events in the outbox, in the order of their rows
 * @param skipped   events that an operator has ordered never to be published, as they were in the outbox
 * @param takenAt   the moment, in microseconds since 1970 by the database's clock
 */
public record Snapshot(TextIndex customers, List<Long> products, StockTable stocks, HoldTable holds, OrderTable orders, PaymentTable payments,
        List<EventRecord> waiting, List<EventRecord> skipped, long takenAt) {

    public int size(AggregateKind kind) {
        return switch (kind) {
            case HOLD -> holds.size();
            case ORDER -> orders.size();
            case PAYMENT -> payments.size();
            case STOCK -> stocks.size();
        };
    }

    public Aggregate get(AggregateKind kind, int at) {
        return switch (kind) {
            case HOLD -> holds.get(at);
            case ORDER -> orders.get(at);
            case PAYMENT -> payments.get(at);
            case STOCK -> stocks.get(at);
        };
    }

    public long version(AggregateKind kind, int at) {
        return switch (kind) {
            case HOLD -> holds.version(at);
            case ORDER -> orders.version(at);
            case PAYMENT -> payments.version(at);
            case STOCK -> stocks.get(at).version();
        };
    }

    /** @return the number of the row of the same aggregate, -1 if there is none */
    public int find(Aggregate aggregate) {
        return switch (aggregate) {
            case Hold hold -> holds.find(hold.id());
            case Order order -> orders.find(order.id());
            case Payment payment -> payments.find(payment.key());
            case Stock stock -> stocks.find(stock.productId());
        };
    }
}
