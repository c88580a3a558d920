package dev.holdfast.audit.binlog;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.Change;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.EventRecord;
import dev.holdfast.audit.database.ReadProgress;
import dev.holdfast.audit.invariant.CommittedHistory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the events of the binlog together to transactions, and hands each on when it is committed. */
final class TransactionAssembly {

    private static final Pattern NEW_TABLES = Pattern.compile("\\s*CREATE\\s+TABLE\\s+(?:`?\\w+`?\\.)?`?(?:stock|hold)`?[\\s(].*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String schema;
    private final RowImages images;
    private final CommittedHistory history;
    private final BinlogPosition snapshotFrom;
    private final BinlogPosition snapshotTo;
    private final ReadProgress progress;
    private final List<Change> changes = new ArrayList<>();
    private final List<EventRecord> events = new ArrayList<>();
    private String file = "";
    private boolean movedMeanwhile;
    private boolean ended;
    private long transactions;

    TransactionAssembly(String schema, TableColumns columns, CommittedHistory history, BinlogPosition snapshotFrom, BinlogPosition snapshotTo,
            ReadProgress progress) {
        this.schema = schema;
        this.images = new RowImages(columns);
        this.history = history;
        this.snapshotFrom = snapshotFrom;
        this.snapshotTo = snapshotTo;
        this.progress = progress;
    }

    /**
     * @return whether more is wanted: false after the snapshot's place
     * @throws dev.holdfast.audit.json.Unreadable if a row cannot be understood
     */
    boolean add(Event event) {
        EventHeaderV4 header = event.getHeader();
        switch (event.getData()) {
            case RotateEventData next -> file = next.getBinlogFilename();
            case TableRowsData rows -> rows.rows().forEach(row -> add(rows.table(), row));
            case QueryEventData query -> add(query, header);
            case null, default -> {
                if (header.getEventType() == EventType.XID) {
                    commit(header);
                }
            }
        }
        // What ends a file carries a position in that one, but the name of the next.
        ended |= header.getEventType() != EventType.ROTATE && header.getNextPosition() > 0 && !file.isEmpty()
                && new BinlogPosition(file, header.getNextPosition()).compareTo(snapshotTo) >= 0;
        return !ended;
    }

    private void add(QueryEventData query, EventHeaderV4 header) {
        String sql = query.getSql();
        switch (sql) {
            case "COMMIT" -> commit(header);
            case "ROLLBACK" -> forget();
            default -> {
                if (schema.equals(query.getDatabase()) && NEW_TABLES.matcher(sql).matches()) {
                    history.begin();
                }
            }
        }
    }

    private void add(String table, TableRowsData.Row row) {
        Serializable[] after = row.after();
        if (table.equals("outbox")) {
            if (row.before() == null && after != null) {
                events.add(images.event(after));
            }
            return;
        }
        changes.add(new Change(aggregate(table, row.before()), aggregate(table, after)));
    }

    private @Nullable Aggregate aggregate(String table, Serializable @Nullable [] values) {
        return values == null ? null : images.aggregate(table, values);
    }

    private void commit(EventHeaderV4 header) {
        progress.read("transactions in the binlog", ++transactions);
        BinlogPosition end = new BinlogPosition(file, header.getNextPosition());
        if ((!changes.isEmpty() || !events.isEmpty()) && end.compareTo(snapshotTo) <= 0) {
            movedMeanwhile |= end.compareTo(snapshotFrom) > 0;
            history.committed(new CommittedTransaction(end.toString(), List.copyOf(changes), List.copyOf(events)));
        }
        forget();
    }

    private void forget() {
        changes.clear();
        events.clear();
    }

    /** @return whether something was committed between the two marks around the snapshot's begin */
    boolean hasMovedMeanwhile() {
        return movedMeanwhile;
    }

    /** @return whether the snapshot's place was reached */
    boolean hasEnded() {
        return ended;
    }
}
