package dev.holdfast.faults.plant;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQL as it is prepared, with a bug. */
public final class Statements {

    private static final Pattern STATUS_GUARD = Pattern.compile("AND status = \\?");
    private static final Pattern VERSION_GUARD =
            Pattern.compile("CASE WHEN version = VALUES\\(version\\) - 1 THEN (VALUES\\(\\w+\\)) ELSE \\w+ END");
    private static final Pattern ORDER_LOCK = Pattern.compile("(WHERE hold_id IN .*) FOR UPDATE");
    private static final Pattern IDS = Pattern.compile("o\\.id IN \\(([^)]*)\\)");
    private static volatile @Nullable PlantedBug bug;

    private Statements() {
    }

    static void rewrite(@Nullable PlantedBug planted) {
        bug = planted;
    }

    /** Is called by the driver. */
    public static String rewritten(String sql) {
        return switch (bug) {
            case NO_LOCKS -> without(VERSION_GUARD.matcher(unguarded(sql)).replaceAll("$1"), " FOR UPDATE");
            // Whoever locks an order has locked its hold, so of all that lock orders only the sweep goes without a lock then.
            case UNGUARDED_EXPIRY -> ORDER_LOCK.matcher(unguarded(without(sql, " FOR UPDATE SKIP LOCKED"))).replaceAll("$1");
            case WEBHOOK_FORGOTTEN -> sql.replace("fingerprint, outcome, order_status, event_key, version\n",
                    "fingerprint, NULL AS outcome, NULL AS order_status, event_key, version\n");
            case DELETE_UP_TO_LAST -> sql.startsWith("DELETE o") ? IDS.matcher(sql).replaceAll("o.id <= GREATEST(0, $1)") : sql;
            case null, default -> sql;
        };
    }

    private static String unguarded(String sql) {
        return STATUS_GUARD.matcher(sql).replaceAll("AND (status = ? OR TRUE)");
    }

    private static String without(String sql, String part) {
        return sql.replace(part, "");
    }
}
