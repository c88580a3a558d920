package dev.holdfast.benchmark.queue;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox, as those who write and read it see it, and InnoDB's own view of it. */
final class QueueTable {

    private static final double NANOS_PER_MILLI = 1e6;

    // Payloads of 300 bytes of JSON. The key is the number's rest, so that it comes again.
    private static final String WRITE = """
            INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at)
            WITH digit AS (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                           UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9),
                 number AS (SELECT :first + a.d + 10 * b.d AS n FROM digit a, digit b)
            SELECT 0, UUID(), 'holds', MOD(n, 50000), 'dev.holdfast.benchmark.written.v1', MOD(n, 50000),
                   CONCAT(RPAD(CONCAT('{"number":', n, ',"text":"'), 298, 'x'), '"}'), NOW(6)
            FROM number WHERE n < :end ORDER BY n""";

    private static final String READ = """
            SELECT id, lane, event_id, aggregatetype, aggregateid, type, subject, payload, traceparent, created_at
            FROM outbox WHERE lane = 0 ORDER BY id LIMIT 1000""";

    private static final String HISTORY_LENGTH = """
            SELECT `count` FROM information_schema.innodb_metrics WHERE name = 'trx_rseg_history_len'""";

    private static final String ROWS = """
            SELECT COUNT(*) FROM outbox""";

    private final JdbcClient jdbc;

    QueueTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** One transaction of at most 100 events, numbered from {@code first} to before {@code end}. */
    void write(long first, long end) {
        jdbc.sql(WRITE).param("first", first).param("end", end).update();
    }

    /** @return how long it took to read the first 1,000 rows, or all when fewer wait */
    double readMillis() {
        long begin = System.nanoTime();
        jdbc.sql(READ).query((row, n) -> row.getBytes("payload")).list();
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }

    /** @throws org.springframework.dao.DataAccessException also when the user lacks the privilege PROCESS */
    long historyLength() {
        return jdbc.sql(HISTORY_LENGTH).query(Long.class).single();
    }

    long rows() {
        return jdbc.sql(ROWS).query(Long.class).single();
    }
}
