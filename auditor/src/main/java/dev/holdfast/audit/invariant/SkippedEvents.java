package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.rows.Snapshot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the events would tell that an operator has ordered never to be published. Consumers see a gap in the versions there; whoever knows
 * these can go on behind it.
 */
final class SkippedEvents {

    private final Snapshot snapshot;
    private final Map<Version, Aggregate> told = new HashMap<>();

    SkippedEvents(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    private record Version(AggregateKind kind, int at, long version) {
    }

    /** One that tells of nothing in the database was harmless to skip, and leaves no gap. */
    void add(Aggregate skipped) {
        int at = snapshot.find(skipped);
        if (at >= 0) {
            told.put(new Version(skipped.kind(), at, skipped.version()), skipped);
        }
    }

    /** @return null if the event of that version was not skipped */
    @Nullable Aggregate of(AggregateKind kind, int at, long version) {
        return told.isEmpty() ? null : told.get(new Version(kind, at, version));
    }
}
