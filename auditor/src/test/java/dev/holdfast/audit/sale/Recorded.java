package dev.holdfast.audit.sale;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.rows.HoldTable;
import dev.holdfast.audit.rows.OrderTable;
import dev.holdfast.audit.rows.PaymentTable;
import dev.holdfast.audit.rows.Snapshot;
import dev.holdfast.audit.rows.StockTable;
import dev.holdfast.audit.rows.TextIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A sale that is over, in lists that a test can spoil. */
public final class Recorded implements Sink {

    /** What the tables have; set when the sale is over. */
    public final List<Aggregate> rows = new ArrayList<>();
    public final List<CommittedTransaction> transactions = new ArrayList<>();
    /** What Kafka has, in one partition a topic. */
    public final List<EventRecord> published = new ArrayList<>();
    public final List<EventRecord> waiting = new ArrayList<>();
    public final List<EventRecord> skipped = new ArrayList<>();
    public final List<String> log = new ArrayList<>();
    /** Places in the list of published events whose records lie in another partition. */
    public final Set<Integer> inOtherPartition = new HashSet<>();
    /** Keys of payments that charged what their order does not cost. */
    public final Set<String> chargesOther = new HashSet<>();
    public long takenAt;

    @Override
    public void committed(CommittedTransaction transaction) {
        transactions.add(transaction);
        published.addAll(transaction.events());
    }

    @Override
    public void logged(String line) {
        log.add(line);
    }

    /** Puts another row in the place of the one that fits. */
    public void replaceRow(Aggregate row) {
        rows.replaceAll(each -> each.name().equals(row.name()) ? row : each);
    }

    /** @return the index of the first published event that tells of such a row */
    public int find(String name, long version) {
        for (int at = 0; at < published.size(); at++) {
            EventRecord event = published.get(at);
            if ((event.kind().label() + " " + event.subject()).equals(name)
                    && new String(event.value(), StandardCharsets.UTF_8).contains("\"version\":" + version + "}")) {
                return at;
            }
        }
        throw new AssertionError("There is no event of %s with version %d".formatted(name, version));
    }

    public Snapshot snapshot() {
        TextIndex customers = new TextIndex(8);
        StockTable stocks = new StockTable();
        HoldTable holds = new HoldTable(count(Hold.class::isInstance), customers);
        OrderTable orders = new OrderTable(count(Order.class::isInstance), customers);
        PaymentTable payments = new PaymentTable(count(Payment.class::isInstance));
        List<Long> products = new ArrayList<>();
        for (Aggregate row : rows) {
            switch (row) {
                case Stock stock -> {
                    stocks.add(stock);
                    products.add(stock.productId());
                }
                case Hold hold -> holds.add(hold);
                case Order order -> orders.add(order);
                case Payment payment -> payments.add(payment, chargesOther.contains(payment.key()));
            }
        }
        return new Snapshot(customers, products, stocks, holds, orders, payments, waiting, skipped, takenAt);
    }

    private int count(Predicate<Aggregate> kind) {
        return (int) rows.stream().filter(kind).count();
    }
}
