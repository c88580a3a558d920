package dev.holdfast.checkout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** How the server would execute a statement: {@code EXPLAIN} in the one form that MySQL and MariaDB share. */
record Plan(String statement, List<Access> accesses) {

    /**
     * Reading one table.
     *
     * @param table its name, its alias, or in angle brackets the result of a subquery
     * @param type  {@code ALL} is a scan of the whole table, {@code index} one of a whole index
     * @param key   the index by which it is read
     * @param rows  how many the server expects to look at
     */
    record Access(String table, @Nullable String type, @Nullable String key, long rows, String extra) {

        /** @return such as {@code hold PRIMARY} */
        String path() {
            return "%s %s".formatted(table, key);
        }

        /** Entered by the product alone, the index of due holds is a scan too: of all holds that the product ever had. */
        boolean scans() {
            return key == null || "ALL".equals(type) || "index".equals(type) || key.equals("hold_due") && !"range".equals(type);
        }

        boolean sorts() {
            return extra.contains("filesort");
        }
    }

    /** @param statement complete, with its values */
    static Plan of(String statement, JdbcOperations jdbc) {
        return new Plan(statement, jdbc.query("EXPLAIN FORMAT=TRADITIONAL " + statement, Plan::access));
    }

    /** @return those that read a table, and not the result of a subquery, or none at all */
    List<Access> ofTables() {
        return accesses.stream().filter(access -> !access.table.isEmpty() && !access.table.startsWith("<")).toList();
    }

    private static Access access(ResultSet row, int n) throws SQLException {
        return new Access(Objects.requireNonNullElse(row.getString("table"), ""), row.getString("type"),
                row.getString("key"), row.getLong("rows"), Objects.requireNonNullElse(row.getString("Extra"), ""));
    }
}
