package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.Order;
import dev.holdfast.audit.contract.OrderStatus;
import dev.holdfast.audit.contract.Status;
import org.jspecify.annotations.Nullable;

/** I2 and I3: whether a change of state is one that exists. */
final class Edges {

    private final Findings findings;

    Edges(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param before null if {@code after} is its first state
     * @param steps  how many changes lie between, 1 or more; with {@code before} null, the first state counts as one
     * @param where  for the message
     */
    void check(@Nullable Status before, Aggregate after, long steps, String where) {
        Status now = after.state();
        if (now == null) {
            return;
        }
        findings.checked(Invariant.USED_ONCE);
        if (before == OrderStatus.PAID || before == HoldStatus.CONSUMED) {
            findings.violated(Invariant.PAID_FOR_EVER, after.name(),
                    "was %s and became %s (%s)".formatted(before.label(), now.label(), where));
        } else if (before != null ? !before.reaches(now, steps) : !canBegin(after, now, steps)) {
            findings.violated(Invariant.USED_ONCE, after.name(), before == null
                    ? "began as %s (%s)".formatted(now.label(), where)
                    : "was %s and became %s (%s)".formatted(before.label(), now.label(), where));
        }
        if (now == OrderStatus.PAID || now == HoldStatus.CONSUMED) {
            findings.checked(Invariant.PAID_FOR_EVER);
        }
    }

    private static boolean canBegin(Aggregate first, Status now, long steps) {
        return switch (first) {
            case Hold hold -> HoldStatus.RESERVED.reaches(now, steps - 1);
            case Order order -> OrderStatus.PENDING.reaches(now, steps - 1);
            default -> true;
        };
    }
}
