package dev.holdfast.audit.binlog;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.AbstractRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads inserts, updates and deletes of the tables that are checked, and skips the rows of all others. Deletes from the outbox are
 * skipped too: they are half of the binlog's bytes, and what was published tells more than they do.
 */
final class TableRowsDeserializer extends AbstractRowsEventDataDeserializer<TableRowsData> {

    private static final int TABLE_ID_BYTES = 6;
    private static final int FLAG_BYTES = 2;

    private final String schema;
    private final TableColumns columns;
    private final Map<Long, TableMapEventData> tables;
    private final Kind kind;
    private final boolean extended;

    enum Kind {
        INSERT, UPDATE, DELETE
    }

    /** @param extended whether the events are of the second version, which MySQL writes and MariaDB does not */
    TableRowsDeserializer(String schema, TableColumns columns, Map<Long, TableMapEventData> tables, Kind kind, boolean extended) {
        super(tables);
        this.schema = schema;
        this.columns = columns;
        this.tables = tables;
        this.kind = kind;
        this.extended = extended;
    }

    /** @return null for tables that are not checked */
    @Override
    public @Nullable TableRowsData deserialize(ByteArrayInputStream in) throws IOException {
        long tableId = in.readLong(TABLE_ID_BYTES);
        in.skip(FLAG_BYTES);
        TableMapEventData table = tables.get(tableId);
        if (table == null || !isChecked(table)) {
            return null;
        }
        if (extended) {
            in.skip(in.readInteger(2) - 2);
        }
        int width = in.readPackedInteger();
        BitSet included = in.readBitSet(width, true);
        BitSet includedAfter = kind == Kind.UPDATE ? in.readBitSet(width, true) : included;
        Map<String, Integer> known = columns.of(table.getTable());
        if (known == null || known.size() != width || included.cardinality() != width || includedAfter.cardinality() != width) {
            throw new IOException("the rows of %s there have other columns than the table has now".formatted(table.getTable()));
        }
        List<TableRowsData.Row> rows = new ArrayList<>();
        while (in.available() > 0) {
            Serializable[] first = deserializeRow(tableId, included, in);
            rows.add(switch (kind) {
                case INSERT -> new TableRowsData.Row(null, first);
                case UPDATE -> new TableRowsData.Row(first, deserializeRow(tableId, includedAfter, in));
                case DELETE -> new TableRowsData.Row(first, null);
            });
        }
        return new TableRowsData(table.getTable(), rows);
    }

    private boolean isChecked(TableMapEventData table) {
        return table.getDatabase().equals(schema) && columns.of(table.getTable()) != null
                && !(kind == Kind.DELETE && table.getTable().equals("outbox"));
    }
}
