package dev.holdfast.audit.binlog;

import com.github.shyiko.mysql.binlog.event.EventData;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement did to rows of one table.
 *
 * @param rows each before and after
 */
record TableRowsData(String table, List<Row> rows) implements EventData {

    /**
     * @param before null for an insert
     * @param after  null for a delete
     */
    record Row(Serializable @Nullable [] before, Serializable @Nullable [] after) implements Serializable {
    }
}
