package dev.holdfast.benchmark.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which server it is, and the settings on which its durability and its speed rest.
 *
 * @param embedded  whether it is the one that comes with Holdfast
 * @param variables as the server names them; those that it does not have are missing
 */
public record ServerSettings(boolean embedded, Map<String, String> variables) {

    private static final String READ = """
            SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'version_comment', 'innodb_flush_log_at_trx_commit', 'sync_binlog',
                'log_bin', 'binlog_format', 'innodb_doublewrite', 'innodb_flush_method', 'innodb_buffer_pool_size', 'innodb_log_file_size',
                'innodb_redo_log_capacity', 'innodb_flush_log_at_timeout', 'binlog_group_commit_sync_delay', 'binlog_commit_wait_usec',
                'transaction_isolation', 'tx_isolation', 'max_connections', 'pid_file')""";

    private static final Set<String> ON = Set.of("1", "ON", "DETECT_AND_RECOVER", "FAST");

    static ServerSettings read(JdbcClient jdbc, boolean embedded) {
        Map<String, String> variables = new TreeMap<>();
        jdbc.sql(READ).query(row -> {
            variables.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2));
        });
        return new ServerSettings(embedded, variables);
    }

    /** @return why figures of this server are not to be published, each with what to set; empty when it is durable */
    public List<String> weaknesses() {
        List<String> weak = new ArrayList<>();
        for (String name : List.of("innodb_flush_log_at_trx_commit", "sync_binlog")) {
            if (!get(name).equals("1")) {
                weak.add("%s is %s; set it to 1".formatted(name, get(name)));
            }
        }
        if (!isOn("log_bin")) {
            weak.add("the binary log is off; start the server with --log-bin");
        }
        if (!isOn("innodb_doublewrite")) {
            weak.add("innodb_doublewrite is %s; set it to ON".formatted(get("innodb_doublewrite")));
        }
        return weak;
    }

    private boolean isOn(String name) {
        return ON.contains(get(name).toUpperCase(Locale.ROOT));
    }

    /** @return such as {@code MySQL 9.7.4} or {@code embedded MariaDB 11.4.5} */
    public String product() {
        boolean mariaDb = get("version").contains("MariaDB") || get("version_comment").contains("MariaDB");
        return "%s%s %s".formatted(embedded ? "embedded " : "", mariaDb ? "MariaDB" : "MySQL", get("version"));
    }

    /** @return {@code missing} if the server does not have it */
    public String get(String name) {
        return variables.getOrDefault(name, "missing");
    }
}
