package dev.holdfast.audit.binlog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** At which position each column stands: the binlog has values without names. */
final class TableColumns {

    private static final String COLUMNS = """
            SELECT table_name AS in_table, column_name AS name, ordinal_position - 1 AS position FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name IN ('stock', 'hold', 'orders', 'payment', 'outbox')""";

    private final Map<String, Map<String, Integer>> tables;

    private TableColumns(Map<String, Map<String, Integer>> tables) {
        this.tables = tables;
    }

    static TableColumns read(Connection connection) throws SQLException {
        Map<String, Map<String, Integer>> tables = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString("in_table"), unused -> new HashMap<>()).put(rows.getString("name"), rows.getInt("position"));
            }
        }
        return new TableColumns(tables);
    }

    /** @return null if the table is none of those that are checked */
    @Nullable Map<String, Integer> of(String table) {
        return tables.get(table);
    }
}
