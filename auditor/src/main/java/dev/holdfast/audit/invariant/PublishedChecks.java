package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.EventReader;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.invariant.EventLedger.Known;
import dev.holdfast.audit.invariant.EventLedger.Place;
import dev.holdfast.audit.json.Unreadable;
import dev.holdfast.audit.rows.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * I5 and I6 of what Kafka has: each event once, the bytes that were committed, in order, and none missing. To be fed with every
 * committed record, partition by partition in the order of the offsets, then asked for what is {@link #compare() missing}.
 */
public final class PublishedChecks {

    private final Snapshot snapshot;
    private final EventLedger ledger;
    private final @Nullable CommittedHistory history;
    private final Findings findings;
    private final Lives lives;
    private final EventFold fold;
    private final EventSequence sequence;
    private final boolean fromTheBeginning;
    private long events;

    /**
     * @param history          null if there is no binlog
     * @param fromTheBeginning whether Kafka still has the first record of each partition
     */
    public PublishedChecks(Snapshot snapshot, EventLedger ledger, @Nullable CommittedHistory history, boolean fromTheBeginning,
            Findings findings) {
        this.snapshot = snapshot;
        this.ledger = ledger;
        this.history = history;
        this.findings = findings;
        this.lives = new Lives(snapshot);
        this.fold = new EventFold(findings);
        this.fromTheBeginning = fromTheBeginning;
        SkippedEvents skipped = new SkippedEvents(snapshot);
        this.sequence = new EventSequence(snapshot, lives, fold, skipped, fromTheBeginning, findings);
        snapshot.skipped().forEach(event -> expectNot(event, skipped));
    }

    /** An operator has ordered it never to be published, and has it on record. */
    private void expectNot(EventRecord event, SkippedEvents skipped) {
        findings.saw(Sighting.SKIPPED_EVENT);
        if (ledger.see(event, Place.SKIPPED).isDifferent()) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "is on record as skipped with another content than the outbox had");
        }
        Aggregate told = read(event, "skipped");
        if (told != null) {
            skipped.add(told);
        }
    }

    private void checkNotSkipped(EventRecord event, Known known, String what) {
        if (known.wasIn(Place.SKIPPED)) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "is on record as skipped, but " + what);
        }
    }

    /**
     * The next committed record of a partition.
     *
     * @param where for messages, such as {@code checkout.holds-0@17}
     */
    public void published(EventRecord event, int partition, String where) {
        events++;
        findings.checked(Invariant.OUTBOX_EQUALS_KAFKA);
        Known known = ledger.see(event, Place.PUBLISHED);
        if (known.wasIn(Place.PUBLISHED)) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "is in Kafka twice (again at %s)".formatted(where));
            return;
        }
        checkNotSkipped(event, known, "is in Kafka (%s)".formatted(where));
        if (known.isDifferent()) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(),
                    "has another key, type, subject or value in Kafka than the outbox had (%s)".formatted(where));
        }
        Aggregate told = read(event, where);
        if (told != null) {
            checkCommitted(event, told, known, where);
            sequence.next(event, told, partition, where);
        }
    }

    private void checkCommitted(EventRecord event, Aggregate told, Known known, String where) {
        int at = snapshot.find(told);
        if (history != null && at >= 0 && history.knowsFromTheBeginning(told, at) && !known.wasIn(Place.APPENDED)) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(),
                    "of %s is in Kafka, but no committed transaction wrote it (%s)".formatted(told.name(), where));
        }
    }

    /** A record that is not even an event: its headers are missing. */
    public void unreadable(String where, String why) {
        findings.checked(Invariant.OUTBOX_EQUALS_KAFKA);
        findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "record " + where, why);
    }

    private @Nullable Aggregate read(EventRecord event, String where) {
        try {
            return EventReader.read(event);
        } catch (Unreadable unreadable) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "cannot be read: %s (%s)"
                    .formatted(unreadable.getMessage(), where));
            return null;
        }
    }

    /**
     * What is missing, once all records have been seen. The rows that still wait in the outbox continue what Kafka has. To be asked only
     * if nothing was published or committed while the sources were read.
     */
    public void compare() {
        for (EventRecord event : snapshot.waiting()) {
            Known known = ledger.see(event, Place.WAITING);
            checkNotSkipped(event, known, "still waits in the outbox");
            if (known.isDifferent()) {
                findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "has another content in the outbox than elsewhere");
            }
            if (known.wasIn(Place.PUBLISHED)) {
                findings.saw(Sighting.PUBLISHED_AND_WAITING);
            } else {
                Aggregate told = read(event, "outbox");
                if (told != null) {
                    sequence.next(event, told, -1, "outbox");
                }
            }
        }
        ledger.forEachLost(id -> findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + id,
                "was committed, but is neither in Kafka nor in the outbox, nor was it skipped"));
        for (AggregateKind kind : AggregateKind.values()) {
            for (int at = 0; at < snapshot.size(kind); at++) {
                compare(kind, at);
            }
        }
        if (fromTheBeginning) {
            fold.compare();
        }
    }

    private void compare(AggregateKind kind, int at) {
        findings.checked(Invariant.OUTBOX_EQUALS_KAFKA);
        sequence.passSkipped(kind, at, Long.MAX_VALUE);
        int told = lives.version(kind, at);
        if (told < snapshot.version(kind, at) && (told > 0 || fromTheBeginning)) {
            Aggregate row = snapshot.get(kind, at);
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, row.name(), "has version %d, but its last event tells of version %d"
                    .formatted(row.version(), told));
        }
    }

    public Lives lives() {
        return lives;
    }

    /** @return committed records that were fed */
    public long events() {
        return events;
    }
}
