package dev.holdfast.audit.report;

import dev.holdfast.audit.invariant.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an audit has found.
 *
 * @param sources what was read, a line a source
 * @param notes   what was not checked because something was not given or is not there
 * @param doubts  why the verdict cannot be {@link Verdict#VALID}, each with what to do next
 */
public record AuditReport(Instant began, Duration took, Findings findings, List<String> sources, List<String> notes, List<String> doubts) {

    public AuditReport {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
        doubts = List.copyOf(doubts);
    }

    /** A violation stands, whatever else could not be seen. */
    public Verdict verdict() {
        return findings.violations() > 0 ? Verdict.INVALID : doubts.isEmpty() ? Verdict.VALID : Verdict.UNKNOWN;
    }
}
