package dev.holdfast.audit;

import dev.holdfast.audit.database.DatabaseAddress;
import dev.holdfast.audit.kafka.EventTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to audit.
 *
 * @param binlog     whether to read it
 * @param operations logs of clients: files and folders; may be empty
 * @param patience   how long the system is given to become quiet
 * @param grace      how long a hold may be past its end before somebody has to have swept it
 */
record AuditSettings(DatabaseAddress database, EventTopics topics, BinlogUse binlog, List<Path> operations, Duration patience, Duration grace) {

    /** What is done with the binlog. */
    enum BinlogUse {
        /** Read if it can be; otherwise the report says why not. */
        AUTO,
        /** Without it the verdict is unknown. */
        REQUIRED,
        OFF
    }
}
