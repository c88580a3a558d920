package dev.holdfast.audit.answer;

import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.json.Fields;
import dev.holdfast.audit.operations.Ending;
import dev.holdfast.audit.operations.Operation;
import dev.holdfast.audit.rows.Snapshot;
import java.util.BitSet;

/** Operations that turn holds into orders: what was answered is there, and a hold whose every attempt was refused has no order. */
final class OrderAnswers {

    private final Snapshot snapshot;
    private final Findings findings;
    private final Attempts attempts = new Attempts();
    private final BitSet given = new BitSet();

    OrderAnswers(Snapshot snapshot, Findings findings) {
        this.snapshot = snapshot;
        this.findings = findings;
    }

    /** @param first whether no earlier operation had the same key */
    void add(Operation operation, boolean first) {
        long holdId = operation.request().number("hold_id");
        int hold = snapshot.holds().find(holdId);
        if (hold >= 0) {
            attempts.add(hold, operation.ending());
        }
        if (operation.ending() == Ending.OK) {
            check(operation, holdId, first);
        }
    }

    private void check(Operation operation, long holdId, boolean first) {
        Fields answer = operation.answer();
        long id = answer.number("order_id");
        int at = snapshot.orders().find(id);
        if (at < 0) {
            violated(operation, "was given order %d, which does not exist".formatted(id));
            return;
        }
        Order order = snapshot.orders().get(at);
        int hold = snapshot.holds().find(order.holdId());
        boolean right = order.holdId() == holdId && answer.number("hold_id") == holdId && answer.number("product_id") == order.productId()
                && answer.number("quantity") == order.quantity() && answer.amount("unit_price") == order.unitPrice()
                && answer.amount("total") == order.total() && answer.text("currency").equals(order.currency())
                && answer.text("status").equals("pending")
                && hold >= 0 && answer.time("expires_at") == snapshot.holds().get(hold).expiresAt();
        if (!right) {
            violated(operation, "asked for %s and was answered %s, but the row is %s".formatted(operation.request(), answer, order));
        }
        if (given.get(at) && first) {
            violated(operation, "was given order %d, which another operation had been given".formatted(id));
        }
        given.set(at);
    }

    /** To be called when all operations have been added. */
    void compare() {
        attempts.refused().stream().filter(attempts::wereAllRefused).forEach(hold -> {
            int order = snapshot.orders().findByHold(snapshot.holds().id(hold));
            if (order >= 0) {
                findings.violated(Invariant.ACKNOWLEDGED, "order " + snapshot.orders().id(order),
                        "exists, although every operation that asked for it was refused (hold %d)".formatted(snapshot.holds().id(hold)));
            }
        });
        attempts.resolve(hold -> snapshot.orders().findByHold(snapshot.holds().id(hold)) >= 0, findings);
    }

    private void violated(Operation operation, String what) {
        findings.violated(Invariant.ACKNOWLEDGED, operation.name(), what);
    }
}
