package dev.holdfast.audit.answer;

import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.json.Unreadable;
import dev.holdfast.audit.operations.Ending;
import dev.holdfast.audit.operations.Operation;
import dev.holdfast.audit.rows.Snapshot;

/** I7 and I8, and I9 as the provider sees it. To be fed with every operation, in any order, then asked to {@link #compare()}. */
public final class AnswerChecks {

    private final Snapshot snapshot;
    private final Findings findings;
    private final KeyedAnswers keys;
    private final HoldAnswers holds;
    private final OrderAnswers orders;
    private final EndAnswers ends;
    private final PaymentAnswers payments;
    private long operations;

    public AnswerChecks(KnownStates states, Findings findings) {
        this.snapshot = states.snapshot();
        this.findings = findings;
        this.keys = new KeyedAnswers(findings);
        this.holds = new HoldAnswers(snapshot, findings);
        this.orders = new OrderAnswers(snapshot, findings);
        this.ends = new EndAnswers(states, findings);
        this.payments = new PaymentAnswers(snapshot, findings);
    }

    /** @throws Unreadable if the request lacks what its kind needs, and it is not known to have been refused */
    public void add(Operation operation) {
        operations++;
        findings.checked(Invariant.ACKNOWLEDGED);
        if (operation.ending() == Ending.REFUSED) {
            findings.saw(Sighting.REFUSED);
        }
        boolean first = keys.isFirst(operation);
        try {
            check(operation, first);
        } catch (Unreadable unreadable) {
            switch (operation.ending()) {
                case UNKNOWN -> throw new Unreadable("%s: %s".formatted(operation.name(), unreadable.getMessage()));
                case REFUSED -> { } // Rightly: a request without what its kind needs can have had no effect that could be found.
                case OK -> violated(operation, unreadable);
            }
        }
    }

    private void violated(Operation operation, Unreadable unreadable) {
        findings.violated(Invariant.ACKNOWLEDGED, operation.name(), "asked for %s and was answered %s, which is not as published: %s"
                .formatted(operation.request(), operation.answer(), unreadable.getMessage()));
    }

    private void check(Operation operation, boolean first) {
        switch (operation.kind()) {
            case HOLD -> holds.add(operation, first);
            case ORDER -> orders.add(operation, first);
            case RELEASE -> ends.addRelease(operation);
            case CANCEL -> ends.addCancel(operation);
            case PAY -> payments.add(operation);
            case READ -> read(operation);
        }
    }

    private void read(Operation operation) {
        long product = operation.request().number("product_id");
        if (operation.ending() != Ending.OK) {
            return;
        }
        int at = snapshot.stocks().find(product);
        long available = operation.answer().number("available_stock");
        if (at < 0) {
            findings.violated(Invariant.ACKNOWLEDGED, operation.name(), "read product %d, which has no stock".formatted(product));
            return;
        }
        Stock stock = snapshot.stocks().get(at);
        if (available < 0 || available > stock.total()) {
            findings.violated(Invariant.ACKNOWLEDGED, operation.name(), "read %d available units of product %d, which has %d"
                    .formatted(available, product, stock.total()));
        }
    }

    /** What only all operations together can tell. */
    public void compare() {
        holds.compare();
        orders.compare();
        ends.compare();
        payments.compare();
    }

    /** @return operations that were fed */
    public long operations() {
        return operations;
    }
}
