package dev.holdfast.audit.answer;

import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.Status;
import dev.holdfast.audit.invariant.Lives;
import dev.holdfast.audit.rows.Snapshot;
import java.util.List;

/**
 * In which states the rows of a snapshot have been.
 *
 * @param histories by events or by the binlog; may be none
 */
public record KnownStates(Snapshot snapshot, List<Lives> histories) {

    /** @return whether it is, or is known to have been, in that state */
    boolean hasBeen(AggregateKind kind, int at, Status state) {
        return state == snapshot.get(kind, at).state() || histories.stream().anyMatch(lives -> lives.visited(kind, at, state));
    }

    /** @return the same; where no history is known, whether it may have been */
    boolean mayHaveBeen(AggregateKind kind, int at, Status state) {
        Status now = snapshot.get(kind, at).state();
        return hasBeen(kind, at, state) || histories.isEmpty() && now != null && (state.reaches(now, 1) || state.reaches(now, 2));
    }
}
