package dev.holdfast.faults.network;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What happens to the commits that pass one link. Many connections ask it at once. */
final class Commits {

    private @Nullable CommitFault armed;
    private Duration slowest = Duration.ZERO;
    /** Of the transaction that is or was held back last. */
    private long heldInserted;
    private boolean holding;
    private int overtaking;

    synchronized void arm(CommitFault fault) {
        armed = fault;
        overtaking = 0;
    }

    synchronized boolean isArmed() {
        return armed != null;
    }

    synchronized void disarm() {
        armed = null;
    }

    /** @param longest zero for at once */
    synchronized void slowDown(Duration longest) {
        slowest = longest;
    }

    /** @return how many commits have passed one that was held back, and that had lower ids of events than they */
    synchronized int overtaking() {
        return overtaking;
    }

    synchronized boolean isHolding() {
        return holding;
    }

    /**
     * A commit is about to pass.
     *
     * @param inserted when its transaction inserted its first event, by {@link System#nanoTime()}; null if it has none
     * @return null if nothing happens to it
     */
    synchronized @Nullable CommitFault next(@Nullable Long inserted) {
        CommitFault fault = armed;
        if (fault instanceof CommitFault.HeldBack && inserted != null) {
            armed = null;
            heldInserted = inserted;
            holding = true;
            return fault;
        }
        if (fault != null && !(fault instanceof CommitFault.HeldBack)) {
            armed = null;
            return fault;
        }
        return inserted == null || slowest.isZero() ? null
                : new CommitFault.HeldBack(Duration.ofNanos(ThreadLocalRandom.current().nextLong(slowest.toNanos())));
    }

    /** A commit passes. */
    synchronized void passes(@Nullable Long inserted) {
        if (inserted == null || !holding) {
            return;
        }
        if (inserted == heldInserted) {
            holding = false;
        } else if (inserted - heldInserted > 0) {
            overtaking++;
        }
    }
}
