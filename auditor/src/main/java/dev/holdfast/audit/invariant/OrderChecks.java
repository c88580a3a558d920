package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.rows.Snapshot;
import java.util.Objects;

/** I2 and I3 on the rows of one moment: each hold has one order at most, and both are in states that belong together. */
public final class OrderChecks {

    /** The version of an order that was placed, and then paid. */
    private static final long PAID_IN_TIME = 2;

    private final Snapshot snapshot;
    private final Findings findings;

    public OrderChecks(Snapshot snapshot, Findings findings) {
        this.snapshot = snapshot;
        this.findings = findings;
    }

    public void check() {
        for (int at = 0; at < snapshot.holds().size(); at++) {
            Hold hold = snapshot.holds().get(at);
            findings.checked(Invariant.USED_ONCE);
            if (hold.status() != HoldStatus.RESERVED && needsOrder(hold) && snapshot.orders().findByHold(hold.id()) < 0) {
                findings.violated(Invariant.USED_ONCE, hold.name(), "is %s and has no order".formatted(hold.status().label()));
            }
        }
        for (int at = 0; at < snapshot.orders().size(); at++) {
            check(at, snapshot.orders().get(at));
        }
    }

    private static boolean needsOrder(Hold hold) {
        return hold.status() == HoldStatus.ATTACHED || hold.status() == HoldStatus.CONSUMED;
    }

    private void check(int at, Order order) {
        findings.checked(Invariant.USED_ONCE);
        int holdAt = snapshot.holds().find(order.holdId());
        if (holdAt < 0) {
            findings.violated(Invariant.USED_ONCE, order.name(), "is of hold %d, which does not exist".formatted(order.holdId()));
            return;
        }
        int first = snapshot.orders().findByHold(order.holdId());
        if (first != at) {
            findings.violated(Invariant.USED_ONCE, "hold " + order.holdId(), "became order %d and order %d"
                    .formatted(snapshot.orders().id(first), order.id()));
        }
        Hold hold = snapshot.holds().get(holdAt);
        if (order.productId() != hold.productId() || order.quantity() != hold.quantity()
                || !Objects.equals(order.customerId(), hold.customerId()) || order.total() != order.unitPrice() * order.quantity()) {
            findings.violated(Invariant.USED_ONCE, order.name(), "is %s, but its hold is %s".formatted(order, hold));
        }
        checkStates(order, hold);
    }

    private void checkStates(Order order, Hold hold) {
        boolean fit = switch (order.status()) {
            case PENDING -> hold.status() == HoldStatus.ATTACHED;
            case PAID -> hold.status() == HoldStatus.CONSUMED;
            case CANCELLED -> hold.status() == HoldStatus.RELEASED;
            case EXPIRED -> hold.status() == HoldStatus.EXPIRED;
            case REFUND_REQUIRED -> hold.status() == HoldStatus.RELEASED || hold.status() == HoldStatus.EXPIRED;
        };
        if (order.status() == OrderStatus.PAID) {
            findings.checked(Invariant.PAID_FOR_EVER);
            if (order.version() > PAID_IN_TIME) {
                findings.saw(Sighting.LATE_SUCCESS);
            }
        }
        if (!fit) {
            findings.violated(order.status() == OrderStatus.PAID ? Invariant.PAID_FOR_EVER : Invariant.USED_ONCE, order.name(),
                    "is %s, but its hold %d is %s".formatted(order.status().label(), hold.id(), hold.status().label()));
        }
    }
}
