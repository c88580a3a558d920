package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.Change;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.EventReader;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.invariant.EventLedger.Known;
import dev.holdfast.audit.invariant.EventLedger.Place;
import dev.holdfast.audit.json.Unreadable;
import dev.holdfast.audit.rows.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Each committed transaction by itself, in the order of the commits. None may break the balance of units (I1, I4), take an edge that
 * does not exist (I2, I3), or change something without exactly the events that tell of it (I5, I6).
 *
 * <p>The balance is checked on what a transaction changes, so the binlog need not reach back to the beginning: if the rows add up at
 * the end, and no transaction has changed the sum, they have added up after each of them.
 */
final class TransactionChecks {

    private final Snapshot snapshot;
    private final EventLedger ledger;
    private final Findings findings;
    private final Edges edges;
    private final UnitBalance balance;
    private final Lives lives;
    private long transactions;

    private record Identity(Class<?> kind, String subject) {

        static Identity of(Aggregate aggregate) {
            return new Identity(aggregate.getClass(), aggregate.subject());
        }
    }

    TransactionChecks(Snapshot snapshot, EventLedger ledger, Findings findings) {
        this.snapshot = snapshot;
        this.ledger = ledger;
        this.findings = findings;
        this.edges = new Edges(findings);
        this.balance = new UnitBalance(findings);
        this.lives = new Lives(snapshot);
    }

    /** @param transaction the next one by commit order */
    void check(CommittedTransaction transaction) {
        transactions++;
        Map<Identity, Change> changes = new LinkedHashMap<>();
        transaction.changes().forEach(change -> changes.merge(Identity.of(change.last()), change, Change::then));
        String where = "transaction at " + transaction.position();
        balance.check(changes.values(), where);
        changes.values().forEach(change -> checkChange(change, where));
        checkEvents(transaction, changes, where);
        changes.values().forEach(this::remember);
    }

    private void remember(Change change) {
        Aggregate after = change.after();
        int at = after == null ? -1 : snapshot.find(after);
        if (after != null && at >= 0) {
            // A row that was there before the binlog begins has no first transaction in it.
            if (change.before() == null) {
                lives.enter(after.kind(), at, 0);
            }
            lives.become(at, after);
        }
    }

    private void checkChange(Change change, String where) {
        Aggregate before = change.before();
        Aggregate after = change.after();
        if (after == null) {
            findings.violated(Invariant.USED_ONCE, change.last().name(), "was deleted (%s)".formatted(where));
            return;
        }
        if (before != null && !after.hasSameOrigin(before)) {
            findings.violated(Invariant.USED_ONCE, after.name(), "was %s and became %s (%s)".formatted(before, after, where));
        }
        long steps = after.version() - (before == null ? 0 : before.version());
        if (steps < 0 || steps == 0 && before != null && !after.equals(before)) {
            findings.violated(Invariant.ORDER, after.name(), "changed from version %d to %d (%s)"
                    .formatted(before == null ? 0 : before.version(), after.version(), where));
        } else if (steps > 0) {
            edges.check(before == null ? null : before.state(), after, steps, where);
        }
    }

    private void checkEvents(CommittedTransaction transaction, Map<Identity, Change> changes, String where) {
        Map<Identity, Long> told = new LinkedHashMap<>();
        for (EventRecord event : transaction.events()) {
            Known known = ledger.see(event, Place.APPENDED);
            if (known.wasIn(Place.APPENDED)) {
                findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "was written twice (%s)".formatted(where));
            }
            checkEvent(event, changes, told, where);
        }
        changes.forEach((identity, change) -> {
            findings.checked(Invariant.OUTBOX_EQUALS_KAFKA);
            Aggregate after = change.after();
            if (after != null && told.getOrDefault(identity, versionBefore(change)) != after.version()) {
                findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, after.name(), "became version %d without an event that tells of it (%s)"
                        .formatted(after.version(), where));
            }
        });
    }

    private void checkEvent(EventRecord event, Map<Identity, Change> changes, Map<Identity, Long> told, String where) {
        Aggregate tells;
        try {
            tells = EventReader.read(event);
        } catch (Unreadable unreadable) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "cannot be read: %s (%s)"
                    .formatted(unreadable.getMessage(), where));
            return;
        }
        Identity identity = Identity.of(tells);
        Change change = changes.get(identity);
        if (change == null || change.after() == null) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "tells of version %d of %s, which this did not change (%s)"
                    .formatted(tells.version(), tells.name(), where));
            return;
        }
        Aggregate after = change.after();
        findings.checked(Invariant.ORDER);
        long last = told.getOrDefault(identity, versionBefore(change));
        if (tells.version() != last + 1) {
            findings.violated(Invariant.ORDER, tells.name(), "is told of with version %d after version %d (%s)"
                    .formatted(tells.version(), last, where));
        }
        if (tells.version() == after.version() ? !tells.equals(after) : !tells.hasSameOrigin(after)) {
            findings.violated(Invariant.OUTBOX_EQUALS_KAFKA, "event " + event.id(), "tells %s, but the row is %s (%s)"
                    .formatted(tells, after, where));
        }
        told.put(identity, tells.version());
    }

    private static long versionBefore(Change change) {
        return change.before() == null ? 0 : change.before().version();
    }

    Lives lives() {
        return lives;
    }

    /** @return whether the binlog has the row's insert, and so every change of it */
    boolean knowsFromTheBeginning(Aggregate row, int at) {
        return lives.partition(row.kind(), at) == 0;
    }

    long transactions() {
        return transactions;
    }
}
