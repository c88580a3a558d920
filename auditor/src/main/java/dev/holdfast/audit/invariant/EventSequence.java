package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.rows.Snapshot;

/**
 * I6, and with it I2 and I3: the events of each aggregate one after the other, as a consumer sees them. Each tells the next version, a
 * state that the one before can become, and of the row that is in the database; the last one tells exactly that row.
 */
final class EventSequence {

    private final Snapshot snapshot;
    private final Lives lives;
    private final boolean fromTheBeginning;
    private final Findings findings;
    private final Edges edges;
    private final EventFold fold;
    private final SkippedEvents skipped;

    /**
     * @param skipped          events that are missing by an operator's decision
     * @param fromTheBeginning whether every event is there; otherwise the first one of an aggregate may have any version
     */
    EventSequence(Snapshot snapshot, Lives lives, EventFold fold, SkippedEvents skipped, boolean fromTheBeginning, Findings findings) {
        this.snapshot = snapshot;
        this.skipped = skipped;
        this.lives = lives;
        this.fold = fold;
        this.fromTheBeginning = fromTheBeginning;
        this.findings = findings;
        this.edges = new Edges(findings);
    }

    /**
     * @param partition of the record, -1 if it is not in Kafka yet
     * @param where     for the message, such as {@code checkout.holds-0@17}
     */
    void next(EventRecord event, Aggregate told, int partition, String where) {
        findings.checked(Invariant.ORDER);
        int at = snapshot.find(told);
        if (at < 0) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(),
                    "tells of %s, which is not in the database (%s)".formatted(told.name(), where));
            return;
        }
        checkKey(event, told, where);
        checkPartition(told, at, partition, where);
        checkRow(event, told, at, where);
        checkVersion(told, at, where);
    }

    /**
     * Goes on over events that were skipped, as far as there is nothing else in between.
     *
     * @param before the version at which to stop
     */
    void passSkipped(AggregateKind kind, int at, long before) {
        Aggregate next = skipped.of(kind, at, lives.version(kind, at) + 1L);
        while (next != null && next.version() < before) {
            follow(next, at, "skipped");
            next = skipped.of(kind, at, next.version() + 1);
        }
    }

    private void follow(Aggregate told, int at, String where) {
        edges.check(lives.state(told.kind(), at), told, 1, where);
        fold.add(lives.state(told.kind(), at), told);
        lives.become(at, told);
    }

    private void checkVersion(Aggregate told, int at, String where) {
        passSkipped(told.kind(), at, told.version());
        int last = lives.version(told.kind(), at);
        boolean first = last == 0 && (told.version() == 1 || !fromTheBeginning);
        if (told.version() == last + 1L || first) {
            if (last > 0 || told.version() == 1) {
                follow(told, at, where);
            } else {
                lives.become(at, told);
            }
            return;
        }
        findings.violated(Invariant.ORDER, told.name(), last == 0
                ? "begins with version %d in Kafka (%s)".formatted(told.version(), where)
                : "has version %d after version %d (%s)".formatted(told.version(), last, where));
        if (told.version() > last) {
            lives.become(at, told);
        }
    }

    private void checkRow(EventRecord event, Aggregate told, int at, String where) {
        Aggregate row = snapshot.get(told.kind(), at);
        if (told.version() > row.version()) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "tells version %d of %s, whose row has version %d (%s)"
                    .formatted(told.version(), told.name(), row.version(), where));
        } else if (told.version() == row.version() ? !told.equals(row) : !told.hasSameOrigin(row)) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "tells %s, but the row is %s (%s)".formatted(told, row, where));
        }
        if (told instanceof Stock stock) {
            findings.checked(Invariant.NO_OVERSELL);
            if (!stock.isWithinTotal()) {
                findings.violated(Invariant.NO_OVERSELL, "product " + stock.productId(),
                        "had %d of %d available (%s)".formatted(stock.available(), stock.total(), where));
            }
        }
    }

    private void checkPartition(Aggregate told, int at, int partition, String where) {
        if (partition < 0) {
            return;
        }
        int first = lives.partition(told.kind(), at);
        if (first < 0) {
            lives.enter(told.kind(), at, partition);
        } else if (first != partition) {
            findings.violated(Invariant.ORDER, told.name(), "has events in partition %d and in %d (%s)".formatted(first, partition, where));
        }
    }

    private void checkKey(EventRecord event, Aggregate told, String where) {
        boolean right = switch (told) {
            case Hold hold -> event.key().equals(event.subject());
            case Stock stock -> event.key().equals(event.subject());
            case Order order -> event.key().equals(Long.toString(order.holdId()));
            case Payment payment -> isKeyOf(payment, event.key());
        };
        if (!right) {
            findings.violated(Invariant.ORDER, "event " + event.id(), "of %s has the key %s (%s)".formatted(told.name(), event.key(), where));
        }
    }

    /** The hold's id, or for good the order id that the provider named, if that order did not exist at first. */
    private boolean isKeyOf(Payment payment, String key) {
        boolean named = key.equals(Long.toString(payment.orderId()));
        if (payment.outcome() == PaymentOutcome.UNMATCHED) {
            return named;
        }
        int order = snapshot.orders().find(payment.orderId());
        boolean ofHold = order >= 0 && key.equals(Long.toString(snapshot.orders().get(order).holdId()));
        return ofHold || named && payment.version() > 1;
    }
}
