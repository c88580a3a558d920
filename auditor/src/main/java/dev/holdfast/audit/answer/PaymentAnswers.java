package dev.holdfast.audit.answer;

import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.PaymentStatus;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.json.Fields;
import dev.holdfast.audit.operations.Ending;
import dev.holdfast.audit.operations.Operation;
import dev.holdfast.audit.rows.Snapshot;
import java.util.BitSet;

/**
 * Deliveries of the payment webhook. One that was answered is settled as it was answered, one for an unknown order is on record all the
 * same, and one whose key was taken by another body has changed nothing.
 */
final class PaymentAnswers {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Snapshot snapshot;
    private final Findings findings;
    private final Attempts attempts = new Attempts();
    /** By the number of the payment: those that a delivery asked for as they are, and was not refused. */
    private final BitSet asked = new BitSet();

    PaymentAnswers(Snapshot snapshot, Findings findings) {
        this.snapshot = snapshot;
        this.findings = findings;
    }

    void add(Operation operation) {
        String key = operation.request().text("idempotency_key");
        long order = operation.request().number("order_id");
        PaymentStatus status = PaymentStatus.of(operation.request().text("status"));
        int at = snapshot.payments().find(key);
        boolean same = at >= 0 && snapshot.payments().get(at).hasSameOrigin(new Payment(key, order, status, null, null, 0));
        if (at >= 0) {
            attempts.add(at, isOnRecord(operation) ? Ending.OK : operation.ending());
            if (same && (operation.ending() != Ending.REFUSED || isOnRecord(operation))) {
                asked.set(at);
            }
        }
        switch (operation.ending()) {
            case OK -> checkSettled(operation, at, same);
            case REFUSED -> checkRefused(operation, same);
            case UNKNOWN -> {
                if (at < 0) {
                    findings.saw(Sighting.UNKNOWN_WITHOUT_EFFECT);
                }
            }
        }
    }

    /** The one refusal that has an effect. */
    private static boolean isOnRecord(Operation operation) {
        return operation.ending() == Ending.REFUSED && operation.status() == NOT_FOUND;
    }

    private void checkSettled(Operation operation, int at, boolean same) {
        findings.checked(Invariant.MONEY);
        if (at < 0) {
            findings.violated(Invariant.MONEY, operation.name(), "was answered %s, but the payment is not on record".formatted(operation.answer()));
            return;
        }
        Payment row = snapshot.payments().get(at);
        Fields answer = operation.answer();
        boolean right = same && answer.number("order_id") == row.orderId()
                && PaymentOutcome.of(answer.text("outcome")) == row.outcome()
                && OrderStatus.of(answer.text("order_status")) == row.orderStatus();
        if (!right) {
            findings.violated(Invariant.ACKNOWLEDGED, operation.name(), "delivered %s and was answered %s, but the row is %s"
                    .formatted(operation.request(), answer, row));
        }
    }

    private void checkRefused(Operation operation, boolean same) {
        if (isOnRecord(operation)) {
            findings.checked(Invariant.MONEY);
            if (!same) {
                findings.violated(Invariant.MONEY, operation.name(), "was told that there is no such order, but the payment is not on record");
            }
        } else if (operation.status() == CONFLICT && same) {
            findings.violated(Invariant.IDEMPOTENT, operation.name(),
                    "was refused because its key was taken by another body, but the row is what it delivered");
        }
    }

    /** To be called when all operations have been added. */
    void compare() {
        for (int at = 0; at < snapshot.payments().size(); at++) {
            if (attempts.wereAllRefused(at)) {
                findings.violated(Invariant.ACKNOWLEDGED, "payment " + snapshot.payments().key(at),
                        "is on record, although every delivery of it was refused");
            } else if (attempts.wasTried(at) && !asked.get(at)) {
                findings.violated(Invariant.ACKNOWLEDGED, "payment " + snapshot.payments().key(at),
                        "is on record as %s, which nobody delivered".formatted(snapshot.payments().get(at)));
            }
        }
        attempts.resolve(at -> true, findings);
    }
}
