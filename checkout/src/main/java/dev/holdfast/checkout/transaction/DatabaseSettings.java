package dev.holdfast.checkout.transaction;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The settings of the server on which "acknowledged" rests.
 *
 * @param flushLogAtCommit {@code innodb_flush_log_at_trx_commit}
 * @param syncBinlog       {@code sync_binlog}
 */
public record DatabaseSettings(int flushLogAtCommit, int syncBinlog) {

    private static final String READ = """
            SELECT @@innodb_flush_log_at_trx_commit AS flush_log, @@sync_binlog AS sync_binlog""";

    /** @throws org.springframework.dao.DataAccessException if the database is away */
    public static DatabaseSettings read(JdbcClient jdbc) {
        return jdbc.sql(READ).query((row, n) -> new DatabaseSettings(row.getInt("flush_log"), row.getInt("sync_binlog"))).single();
    }

    /** @return for each setting that is not durable, what it is and what it costs; empty when all is well */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (flushLogAtCommit != 1) {
            warnings.add("innodb_flush_log_at_trx_commit is %d and not 1: a power cut loses acknowledged sales".formatted(flushLogAtCommit));
        }
        if (syncBinlog != 1) {
            warnings.add("sync_binlog is %d and not 1: a power cut loses acknowledged sales".formatted(syncBinlog));
        }
        return warnings;
    }
}
