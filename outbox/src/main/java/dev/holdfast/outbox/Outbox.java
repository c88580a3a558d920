package dev.holdfast.outbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes events into the outbox, in the transaction that changes the state they tell of. Either both are committed or neither.
 *
 * <p>The caller must hold the row lock of whatever the event's key stands for: that lock, kept until the commit, is what makes
 * the ids of one key rise in commit order.
 */
public final class Outbox {

    /** A larger event could block its key for ever at a broker with default limits; and the column ends here. */
    public static final int MAX_PAYLOAD_BYTES = 8_000;

    // The driver joins a batch into one multi-row INSERT (rewriteBatchedStatements).
    private static final String INSERT = """
            INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, traceparent, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcOperations jdbc;
    private final Lanes lanes;

    Outbox(JdbcOperations jdbc, Lanes lanes) {
        this.jdbc = jdbc;
        this.lanes = lanes;
    }

    /**
     * Appends the events in their order, with one statement.
     *
     * @throws IllegalStateException    outside a transaction: the event could then be published for a change that never happened
     * @throws IllegalArgumentException if a payload is over {@value #MAX_PAYLOAD_BYTES} bytes; nothing is written
     */
    public void append(List<OutboxEvent> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Events are appended only inside the transaction that they tell of");
        }
        events.forEach(Outbox::checkSize);
        if (!events.isEmpty()) {
            jdbc.batchUpdate(INSERT, events, events.size(), this::bind);
        }
    }

    private static void checkSize(OutboxEvent event) {
        if (event.payload().length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("Event %s of %s %s has %d bytes; the limit is %d".formatted(
                    event.type(), event.aggregateType(), event.subject(), event.payload().length, MAX_PAYLOAD_BYTES));
        }
    }

    private void bind(PreparedStatement insert, OutboxEvent event) throws SQLException {
        insert.setInt(1, lanes.of(event.key()));
        insert.setString(2, event.eventId().toString());
        insert.setString(3, event.aggregateType());
        insert.setString(4, event.key());
        insert.setString(5, event.type());
        insert.setString(6, event.subject());
        insert.setBytes(7, event.payload());
        insert.setString(8, event.traceparent());
        insert.setObject(9, LocalDateTime.ofInstant(event.createdAt(), ZoneOffset.UTC));
    }
}
