package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.rows.Snapshot;

/** All that the binlog tells about the tables of one snapshot. */
public final class CommittedHistory {

    private final Snapshot snapshot;
    private EventLedger ledger;
    private Findings findings;
    private TransactionChecks checks;

    public CommittedHistory(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.ledger = new EventLedger(0);
        this.findings = new Findings();
        this.checks = new TransactionChecks(snapshot, ledger, findings);
    }

    /** The tables were created anew: whatever came before was another life of the schema. */
    public void begin() {
        ledger = new EventLedger(0);
        findings = new Findings();
        checks = new TransactionChecks(snapshot, ledger, findings);
    }

    /** @param transaction the next one by commit order */
    public void committed(CommittedTransaction transaction) {
        checks.check(transaction);
    }

    /** @return what the transactions have shown; to be called at the end */
    public Findings findings() {
        return findings;
    }

    /**
     * Whether the rows are what the transactions have left. To be asked only if nothing was committed while the sources were read.
     *
     * @param compared is told of the differences
     */
    public void compare(Findings compared) {
        for (AggregateKind kind : AggregateKind.values()) {
            for (int at = 0; at < snapshot.size(kind); at++) {
                Aggregate row = snapshot.get(kind, at);
                if (knowsFromTheBeginning(row, at) && (checks.lives().version(kind, at) != row.version()
                        || checks.lives().state(kind, at) != row.state())) {
                    compared.violated(Invariant.ORDER, row.name(), "is %s, but the last committed transaction left version %d"
                            .formatted(row, checks.lives().version(kind, at)));
                }
            }
        }
    }

    /** @return the events that were committed; to be continued with what is in Kafka */
    public EventLedger ledger() {
        return ledger;
    }

    public Lives lives() {
        return checks.lives();
    }

    public long transactions() {
        return checks.transactions();
    }

    boolean knowsFromTheBeginning(Aggregate row, int at) {
        return checks.knowsFromTheBeginning(row, at);
    }

    /** @return how many rows were there before the binlog begins, so that what led to them is not known */
    public long rowsFromBefore() {
        long rows = 0;
        for (AggregateKind kind : AggregateKind.values()) {
            for (int at = 0; at < snapshot.size(kind); at++) {
                rows += checks.lives().partition(kind, at) == 0 ? 0 : 1;
            }
        }
        return rows;
    }
}
