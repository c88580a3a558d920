package dev.holdfast.audit;

import dev.holdfast.audit.answer.AnswerChecks;
import dev.holdfast.audit.answer.KnownStates;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.invariant.CommittedHistory;
import dev.holdfast.audit.invariant.EventLedger;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Lives;
import dev.holdfast.audit.invariant.LivenessChecks;
import dev.holdfast.audit.invariant.OrderChecks;
import dev.holdfast.audit.invariant.PaymentChecks;
import dev.holdfast.audit.invariant.PublishedChecks;
import dev.holdfast.audit.invariant.StockChecks;
import dev.holdfast.audit.invariant.Violation;
import dev.holdfast.audit.operations.OperationLogs;
import dev.holdfast.audit.rows.Snapshot;
import dev.holdfast.audit.sale.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All checks on a recorded sale, without a database and without Kafka. */
final class SaleAudit {

    private SaleAudit() {
    }

    static Findings of(Recorded sale, boolean withBinlog, Path folder) {
        Snapshot snapshot = sale.snapshot();
        Findings findings = new Findings();
        new StockChecks(snapshot, findings).check();
        new OrderChecks(snapshot, findings).check();
        new PaymentChecks(snapshot, findings).check();
        LivenessChecks liveness = new LivenessChecks(findings);
        liveness.checkHolds(snapshot, Duration.ofSeconds(30));
        liveness.checkOutbox(snapshot, Duration.ofSeconds(1));
        List<Lives> lives = new ArrayList<>();
        CommittedHistory history = withBinlog ? new CommittedHistory(snapshot) : null;
        if (history != null) {
            sale.transactions.forEach(history::committed);
            findings.addAll(history.findings());
            history.compare(findings);
            lives.add(history.lives());
        }
        PublishedChecks published = new PublishedChecks(snapshot, history == null ? new EventLedger(0) : history.ledger(), history, true, findings);
        long offset = 0;
        for (EventRecord event : sale.published) {
            published.published(event, partition(sale, offset), event.kind().usualTopic() + "@" + offset++);
        }
        published.compare();
        lives.add(published.lives());
        answers(sale, new AnswerChecks(new KnownStates(snapshot, lives), findings), folder);
        return findings;
    }

    /** A test marks a record of a foreign partition by its place in the list. */
    private static int partition(Recorded sale, long offset) {
        return sale.inOtherPartition.contains((int) offset) ? 1 : 0;
    }

    private static void answers(Recorded sale, AnswerChecks answers, Path folder) {
        try {
            Path log = Files.write(folder.resolve("client.jsonl"), sale.log);
            OperationLogs.of(List.of(log)).read(answers::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        answers.compare();
    }

    static List<Violation> violations(Findings findings) {
        return Stream.of(Invariant.values()).flatMap(invariant -> findings.kept(invariant).stream()).toList();
    }
}
