package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Payment;
import dev.holdfast.audit.contract.PaymentOutcome;
import dev.holdfast.audit.contract.PaymentStatus;
import dev.holdfast.audit.rows.Snapshot;
import java.util.Locale;

/** I9 on the rows of one moment: each payment success has exactly one end, and no order is paid without one. */
public final class PaymentChecks {

    private final Snapshot snapshot;
    private final Findings findings;
    /** By the number of the order: how many payments have settled it as paid, or as one to refund. */
    private final byte[] settled;

    public PaymentChecks(Snapshot snapshot, Findings findings) {
        this.snapshot = snapshot;
        this.findings = findings;
        this.settled = new byte[snapshot.orders().size()];
    }

    public void check() {
        for (int at = 0; at < snapshot.payments().size(); at++) {
            findings.checked(Invariant.MONEY);
            count(snapshot.payments().get(at), snapshot.payments().chargesOther(at));
        }
        for (int at = 0; at < snapshot.payments().size(); at++) {
            check(snapshot.payments().get(at), snapshot.payments().chargesOther(at));
        }
        for (int at = 0; at < settled.length; at++) {
            OrderStatus status = snapshot.orders().status(at);
            if ((status == OrderStatus.PAID || status == OrderStatus.REFUND_REQUIRED) && settled[at] == 0) {
                findings.violated(Invariant.MONEY, "order " + snapshot.orders().id(at), "is %s without a payment that made it so"
                        .formatted(status.label()));
            }
        }
    }

    private void count(Payment payment, boolean chargesOther) {
        int order = snapshot.orders().find(payment.orderId());
        if (order >= 0 && !chargesOther && payment.status() == PaymentStatus.SUCCESS
                && (payment.outcome() == PaymentOutcome.PAID || payment.outcome() == PaymentOutcome.REFUND_REQUIRED)) {
            settled[order] = (byte) Math.min(settled[order] + 1, Byte.MAX_VALUE);
        }
        switch (payment.outcome()) {
            case REFUND_REQUIRED -> findings.saw(Sighting.REFUND_REQUIRED);
            case DUPLICATE_CHARGE -> findings.saw(Sighting.DUPLICATE_CHARGE);
            case UNMATCHED -> findings.saw(Sighting.UNMATCHED_PAYMENT);
            case PAID, CANCELLED, NO_EFFECT -> { }
            case null -> { }
        }
    }

    private void check(Payment payment, boolean chargesOther) {
        PaymentOutcome outcome = payment.outcome();
        if (outcome == null) {
            violated(payment, "was never decided");
        } else if (payment.status() == PaymentStatus.SUCCESS ? !outcome.endsSuccess() : !outcome.endsFailure()) {
            violated(payment, "is a %s and ended as %s".formatted(payment.status().name().toLowerCase(Locale.ROOT), outcome.label()));
        } else if (chargesOther && payment.status() == PaymentStatus.SUCCESS) {
            checkOther(payment, outcome);
        } else {
            checkOrder(payment, outcome);
        }
    }

    /** It pays nothing and leaves the order as it is. */
    private void checkOther(Payment payment, PaymentOutcome outcome) {
        if (outcome != PaymentOutcome.REFUND_REQUIRED || payment.orderStatus() == null) {
            violated(payment, "charged what its order does not cost, and ended as %s".formatted(outcome.label()));
        }
    }

    private void checkOrder(Payment payment, PaymentOutcome outcome) {
        int at = snapshot.orders().find(payment.orderId());
        if (outcome == PaymentOutcome.UNMATCHED) {
            if (payment.orderStatus() != null) {
                violated(payment, "is unmatched and yet found its order %s".formatted(payment.orderStatus().label()));
            }
            return;
        }
        if (at < 0) {
            violated(payment, "ended as %s, but there is no order %d".formatted(outcome.label(), payment.orderId()));
            return;
        }
        OrderStatus order = snapshot.orders().status(at);
        boolean fits = switch (outcome) {
            case PAID -> order == OrderStatus.PAID && payment.orderStatus() == OrderStatus.PAID;
            case REFUND_REQUIRED -> order == OrderStatus.REFUND_REQUIRED && payment.orderStatus() == OrderStatus.REFUND_REQUIRED;
            case DUPLICATE_CHARGE -> settled[at] > 0 && payment.orderStatus() == order;
            case CANCELLED -> order != OrderStatus.PENDING && payment.orderStatus() == OrderStatus.CANCELLED;
            case NO_EFFECT -> payment.orderStatus() != null && order != OrderStatus.PENDING;
            case UNMATCHED -> true;
        };
        if (!fits) {
            violated(payment, "ended as %s with the order %s, but order %d is %s".formatted(outcome.label(),
                    payment.orderStatus() == null ? "missing" : payment.orderStatus().label(), payment.orderId(), order.label()));
        }
        if ((outcome == PaymentOutcome.PAID || outcome == PaymentOutcome.REFUND_REQUIRED) && settled[at] > 1) {
            violated(payment, "ended as %s, and so did another payment of order %d".formatted(outcome.label(), payment.orderId()));
        }
    }

    private void violated(Payment payment, String what) {
        findings.violated(Invariant.MONEY, payment.name(), what);
    }
}
