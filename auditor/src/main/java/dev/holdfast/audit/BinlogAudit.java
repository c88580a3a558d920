package dev.holdfast.audit;

import dev.holdfast.audit.AuditSettings.BinlogUse;
import dev.holdfast.audit.binlog.Binlog;
import dev.holdfast.audit.binlog.BinlogPosition;
import dev.holdfast.audit.binlog.NoBinlog;
import dev.holdfast.audit.database.CannotRead;
import dev.holdfast.audit.database.ReadProgress;
import dev.holdfast.audit.invariant.CommittedHistory;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.rows.Snapshot;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The binlog, where there is one. Where there is none, the report says so, and why: it is never left out in silence. */
final class BinlogAudit implements AutoCloseable {

    private static final String WITHOUT = "I1 to I4 after each single commit, and that each change was committed together with exactly its events";

    private final @Nullable Binlog binlog;
    private final AuditNotes notes;
    private final boolean required;
    private @Nullable BinlogPosition before;
    private @Nullable BinlogPosition after;
    private boolean movedMeanwhile;

    private BinlogAudit(@Nullable Binlog binlog, AuditNotes notes, boolean required) {
        this.binlog = binlog;
        this.notes = notes;
        this.required = required;
    }

    static BinlogAudit open(AuditSettings settings, AuditNotes notes) throws CannotRead {
        boolean required = settings.binlog() == BinlogUse.REQUIRED;
        if (settings.binlog() == BinlogUse.OFF) {
            notes.notChecked("binlog: not read, as asked for; so not %s.", WITHOUT);
            return new BinlogAudit(null, notes, false);
        }
        try {
            return new BinlogAudit(Binlog.open(settings.database()), notes, required);
        } catch (NoBinlog reason) {
            BinlogAudit none = new BinlogAudit(null, notes, required);
            none.tell(reason);
            return none;
        }
    }

    private void tell(NoBinlog reason) {
        notes.notChecked("binlog: not available, because %s; so not %s.", reason.getMessage(), WITHOUT);
        if (required) {
            notes.doubt("the binlog was required and could not be read (see above).");
        }
    }

    void markBeforeSnapshot() {
        before = end();
    }

    void markSnapshot() {
        after = end();
    }

    private @Nullable BinlogPosition end() {
        try {
            return binlog == null ? null : binlog.end();
        } catch (NoBinlog reason) {
            tell(reason);
            return null;
        }
    }

    /** @return null if there is no binlog, or it cannot be read to its end; nothing that was found in it stands then */
    @Nullable CommittedHistory read(Snapshot snapshot, Findings findings, ReadProgress progress) {
        if (binlog == null || before == null || after == null) {
            return null;
        }
        CommittedHistory history = new CommittedHistory(snapshot);
        try {
            Binlog.Extent extent = binlog.read(history, before, after, progress);
            movedMeanwhile = extent.changedMeanwhile();
            long older = history.rowsFromBefore();
            notes.source("binlog from %s to %s: %s transactions of Holdfast%s", extent.from(), extent.to(),
                    String.format(Locale.ROOT, "%,d", history.transactions()), older == 0 ? "" : ", and nothing of how %,d older rows began".formatted(older));
            findings.addAll(history.findings());
            return history;
        } catch (NoBinlog reason) {
            tell(reason);
            return null;
        }
    }

    /** @return whether something was committed just when the snapshot began */
    boolean hasMovedMeanwhile() {
        return movedMeanwhile;
    }

    @Override
    public void close() {
        if (binlog != null) {
            try {
                binlog.close();
            } catch (NoBinlog reason) {
                tell(reason);
            }
        }
    }
}
