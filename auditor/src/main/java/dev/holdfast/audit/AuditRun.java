package dev.holdfast.audit;

import dev.holdfast.audit.answer.AnswerChecks;
import dev.holdfast.audit.answer.KnownStates;
import dev.holdfast.audit.database.CannotRead;
import dev.holdfast.audit.database.SnapshotTransaction;
import dev.holdfast.audit.invariant.CommittedHistory;
import dev.holdfast.audit.invariant.EventLedger;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Lives;
import dev.holdfast.audit.invariant.LivenessChecks;
import dev.holdfast.audit.invariant.OrderChecks;
import dev.holdfast.audit.invariant.PaymentChecks;
import dev.holdfast.audit.invariant.PublishedChecks;
import dev.holdfast.audit.invariant.StockChecks;
import dev.holdfast.audit.json.Unreadable;
import dev.holdfast.audit.kafka.PartitionRange;
import dev.holdfast.audit.operations.OperationLogs;
import dev.holdfast.audit.report.AuditReport;
import dev.holdfast.audit.rows.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One audit.
 *
 * <ol>
 * <li>Wait until the outbox is empty.
 * <li>Fix what is compared: the ends of the topics, the end of the binlog, a snapshot of the tables; then both ends again, to see
 *     whether the system was quiet meanwhile.
 * <li>Check the rows; the binlog up to the snapshot; Kafka up to the ends; what the clients have logged.
 * </ol>
 */
final class AuditRun {

    private final AuditSettings settings;
    private final Progress progress;
    private final KafkaAudit kafka;
    private final Findings findings = new Findings();
    private final AuditNotes notes = new AuditNotes();

    AuditRun(AuditSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.kafka = new KafkaAudit(settings.topics(), notes, progress);
    }

    /** @return what was found; a source that cannot be read is a doubt in it */
    AuditReport run() throws InterruptedException {
        Instant began = Instant.now();
        long begin = System.nanoTime();
        try {
            audit();
        } catch (CannotRead | Unreadable failure) {
            notes.doubt("%s", failure.getMessage());
        }
        return new AuditReport(began, Duration.ofNanos(System.nanoTime() - begin), findings, notes.sources(), notes.notChecked(), notes.doubts());
    }

    private void audit() throws CannotRead, InterruptedException {
        QuietWait.Outcome quiet = new QuietWait(progress).await(settings.database(), settings.patience());
        List<PartitionRange> ranges = kafka.rangesOnceStable(settings.patience());
        try (BinlogAudit binlog = BinlogAudit.open(settings, notes)) {
            binlog.markBeforeSnapshot();
            Snapshot snapshot;
            boolean still;
            progress.say("Reading the tables of %s", settings.database());
            try (SnapshotTransaction transaction = SnapshotTransaction.begin(settings.database(), progress)) {
                binlog.markSnapshot();
                still = kafka.isStillAt(ranges);
                snapshot = transaction.read();
            }
            notes.source("database %s: %,d products, %,d holds, %,d orders, %,d payments, %,d waiting events", settings.database(),
                    snapshot.products().size(), snapshot.holds().size(), snapshot.orders().size(), snapshot.payments().size(),
                    snapshot.waiting().size());
            checkRows(snapshot, quiet);
            progress.say("Reading the binlog");
            CommittedHistory history = binlog.read(snapshot, findings, progress);
            still &= !binlog.hasMovedMeanwhile() && (quiet.isEmpty() || quiet.stalled());
            if (!still) {
                notes.doubt("the system was still at work%s: let it become quiet, or give it longer with --wait, and audit again.",
                        quiet.isEmpty() ? "" : ", with %,d events in the outbox after %d s".formatted(quiet.rows(), quiet.waited().toSeconds()));
            }
            checkHistory(snapshot, history, ranges, still);
        }
    }

    private void checkRows(Snapshot snapshot, QuietWait.Outcome quiet) {
        new StockChecks(snapshot, findings).check();
        new OrderChecks(snapshot, findings).check();
        new PaymentChecks(snapshot, findings).check();
        LivenessChecks liveness = new LivenessChecks(findings);
        liveness.checkHolds(snapshot, settings.grace());
        if (quiet.isEmpty() || quiet.stalled()) {
            liveness.checkOutbox(snapshot, quiet.waited());
        }
    }

    private void checkHistory(Snapshot snapshot, @Nullable CommittedHistory history, List<PartitionRange> ranges, boolean still)
            throws CannotRead, InterruptedException {
        List<Lives> lives = new ArrayList<>();
        if (history != null) {
            lives.add(history.lives());
            if (still) {
                history.compare(findings);
            }
        }
        if (!ranges.isEmpty()) {
            progress.say("Reading Kafka at %s", settings.topics().bootstrap());
            PublishedChecks published = new PublishedChecks(snapshot, history == null ? new EventLedger(0) : history.ledger(), history,
                    kafka.isFromTheBeginning(ranges), findings);
            if (kafka.read(ranges, published, findings)) {
                lives.add(published.lives());
                if (still) {
                    published.compare();
                }
            }
        }
        checkAnswers(new KnownStates(snapshot, lives));
    }

    private void checkAnswers(KnownStates states) throws CannotRead {
        if (settings.operations().isEmpty()) {
            notes.notChecked("operations: no log was given; so not I7 and I8, and I9 only by the tables.");
            return;
        }
        progress.say("Reading the operations");
        AnswerChecks answers = new AnswerChecks(states, findings);
        try {
            OperationLogs logs = OperationLogs.of(settings.operations());
            logs.read(operation -> {
                answers.add(operation);
                progress.read("operations", answers.operations());
            });
            answers.compare();
            notes.source("operations: %,d of %d clients", answers.operations(), logs.size());
        } catch (IOException failure) {
            throw new CannotRead("the operations cannot be read: %s.".formatted(failure.getMessage()), failure);
        }
    }
}
