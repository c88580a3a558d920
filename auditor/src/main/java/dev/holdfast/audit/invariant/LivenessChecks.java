package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.json.Timestamps;
import dev.holdfast.audit.rows.Snapshot;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** I10, as far as one look can tell: nothing waits, no transaction is open, and no hold is long past its end. */
public final class LivenessChecks {

    private final Findings findings;

    public LivenessChecks(Findings findings) {
        this.findings = findings;
    }

    /** @param grace how long a hold may be past its end before somebody has to have swept it */
    public void checkHolds(Snapshot snapshot, Duration grace) {
        long latest = snapshot.takenAt() - TimeUnit.MICROSECONDS.convert(grace);
        for (int at = 0; at < snapshot.holds().size(); at++) {
            Hold hold = snapshot.holds().get(at);
            if (hold.status().isActive()) {
                findings.checked(Invariant.LIVENESS);
                if (hold.expiresAt() < latest) {
                    findings.violated(Invariant.LIVENESS, hold.name(), "is %s, although it ended at %s".formatted(
                            hold.status().label(), Timestamps.show(hold.expiresAt())));
                }
            }
        }
    }

    /** @param waited how long the outbox was given to drain */
    public void checkOutbox(Snapshot snapshot, Duration waited) {
        findings.checked(Invariant.LIVENESS);
        snapshot.waiting().forEach(event -> findings.violated(Invariant.LIVENESS, "event " + event.id(),
                "of %s %s still waits in the outbox, and nothing was published for %d s".formatted(
                        event.kind().label(), event.subject(), waited.toSeconds())));
    }

    /**
     * @param partition  such as {@code checkout.holds-0}
     * @param lastStable the offset up to which no transaction is open
     * @param end        the offset after the last record
     */
    public void checkPartition(String partition, long lastStable, long end) {
        findings.checked(Invariant.LIVENESS);
        if (lastStable != end) {
            findings.violated(Invariant.LIVENESS, "partition " + partition,
                    "has an open transaction: its last stable offset is %d, its end %d".formatted(lastStable, end));
        }
    }
}
