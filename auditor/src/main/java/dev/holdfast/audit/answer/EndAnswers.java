package dev.holdfast.audit.answer;

import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.operations.Ending;
import dev.holdfast.audit.operations.Operation;
import dev.holdfast.audit.rows.Snapshot;
import java.util.BitSet;

/** Operations that release holds and cancel orders: one that was answered has happened, and where all were refused nothing has. */
final class EndAnswers {

    private final Snapshot snapshot;
    private final KnownStates states;
    private final Findings findings;
    private final Attempts releases = new Attempts();
    private final Attempts cancels = new Attempts();

    EndAnswers(KnownStates states, Findings findings) {
        this.snapshot = states.snapshot();
        this.states = states;
        this.findings = findings;
    }

    void addRelease(Operation operation) {
        long id = operation.request().number("hold_id");
        int at = snapshot.holds().find(id);
        if (at >= 0) {
            releases.add(at, operation.ending());
        }
        if (operation.ending() == Ending.OK && (at < 0 || !states.mayHaveBeen(AggregateKind.HOLD, at, HoldStatus.RELEASED)
                || operation.answer().number("hold_id") != id)) {
            violated(operation, "was answered %s, but hold %d %s".formatted(operation.answer(), id,
                    at < 0 ? "does not exist" : "was never released"));
        }
    }

    void addCancel(Operation operation) {
        long id = operation.request().number("order_id");
        int at = snapshot.orders().find(id);
        if (at >= 0) {
            cancels.add(at, operation.ending());
        }
        if (operation.ending() == Ending.OK && (at < 0 || !states.mayHaveBeen(AggregateKind.ORDER, at, OrderStatus.CANCELLED)
                || operation.answer().number("order_id") != id)) {
            violated(operation, "was answered %s, but order %d %s".formatted(operation.answer(), id,
                    at < 0 ? "does not exist" : "was never cancelled"));
        }
    }

    /** To be called when all operations have been added. */
    void compare() {
        releases.refused().stream().filter(releases::wereAllRefused).filter(this::wasReleasedByBuyer).forEach(hold ->
                findings.violated(Invariant.ACKNOWLEDGED, "hold " + snapshot.holds().id(hold),
                        "was released, although every operation that asked for it was refused"));
        BitSet failed = cancelledByPayment();
        cancels.refused().stream().filter(cancels::wereAllRefused).filter(order -> !failed.get(order) && wasCancelled(order)).forEach(order ->
                findings.violated(Invariant.ACKNOWLEDGED, "order " + snapshot.orders().id(order),
                        "was cancelled, although every operation that asked for it was refused"));
        releases.resolve(this::wasReleasedByBuyer, findings);
        cancels.resolve(order -> !failed.get(order) && wasCancelled(order), findings);
    }

    /** A hold that has an order is released only together with that. */
    private boolean wasReleasedByBuyer(int hold) {
        return snapshot.holds().get(hold).status() == HoldStatus.RELEASED
                && snapshot.orders().findByHold(snapshot.holds().id(hold)) < 0;
    }

    private boolean wasCancelled(int order) {
        return states.hasBeen(AggregateKind.ORDER, order, OrderStatus.CANCELLED);
    }

    private BitSet cancelledByPayment() {
        BitSet orders = new BitSet();
        for (int at = 0; at < snapshot.payments().size(); at++) {
            Payment payment = snapshot.payments().get(at);
            int order = snapshot.orders().find(payment.orderId());
            if (payment.outcome() == PaymentOutcome.CANCELLED && order >= 0) {
                orders.set(order);
            }
        }
        return orders;
    }

    private void violated(Operation operation, String what) {
        findings.violated(Invariant.ACKNOWLEDGED, operation.name(), what);
    }
}
