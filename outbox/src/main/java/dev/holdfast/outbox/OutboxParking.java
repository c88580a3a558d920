package dev.holdfast.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the relay writes about rows that Kafka refuses for good. Who may park and who may skip is settled in Kafka, by the fence of the
 * lane, and not here; a relay that has lost its lane can write nothing here that loses, repeats or reorders an event: at worst a
 * parked event is listed, or tried once, too often.
 *
 * <p>What writes several tables is to be called inside a transaction; outside one it throws {@link IllegalStateException}.
 */
public final class OutboxParking {

    /** The longest reason that is kept, in characters. */
    public static final int MAX_REASON = 500;

    private static final String IN_LANE = """
            SELECT p.outbox_id, p.event_id, p.aggregateid, p.decision, p.action_id, o.id IS NULL AS published,
                   TIMESTAMPDIFF(MICROSECOND, p.last_tried_at, NOW(6)) AS tried_micros
            FROM parked_event p
            LEFT JOIN outbox o ON o.lane = p.lane AND o.id = p.outbox_id
            WHERE p.lane = :lane
            ORDER BY p.outbox_id""";

    // The order that has been carried out ends here; one that came in the meantime stands.
    private static final String PARK_AGAIN = """
            UPDATE parked_event
            SET reason = :reason, tries = tries + 1, last_tried_at = NOW(6),
                decision = CASE WHEN action_id = :tried THEN NULL ELSE decision END,
                action_id = CASE WHEN action_id = :tried THEN NULL ELSE action_id END
            WHERE outbox_id = :id""";

    private static final String PARK = """
            INSERT INTO parked_event (outbox_id, lane, event_id, aggregatetype, aggregateid, type, reason, parked_at, last_tried_at, tries)
            VALUES (:id, :lane, :event, :aggregateType, :key, :type, :reason, NOW(6), NOW(6), 1)""";

    private static final String LOCK_ACTIONS = """
            SELECT COALESCE(action_id, 0) AS action_id FROM parked_event FORCE INDEX (PRIMARY) WHERE outbox_id IN (:ids) ORDER BY outbox_id FOR UPDATE""";

    private static final String END_ACTIONS = """
            UPDATE operator_action FORCE INDEX (PRIMARY) SET outcome = :outcome, outcome_at = NOW(6)
            WHERE id IN (:actions) AND outcome IS NULL""";

    private static final String DELETE_ROWS = """
            DELETE o FROM outbox o FORCE INDEX (PRIMARY) WHERE o.lane = :lane AND o.id IN (:ids)""";

    private static final String FORGET = """
            DELETE p FROM parked_event p FORCE INDEX (PRIMARY) WHERE p.outbox_id IN (:ids)""";

    private final JdbcClient jdbc;

    OutboxParking(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the rows of the lane that are parked, by rising id: one statement, whether there are any or not */
    public List<ParkedRow> inLane(int lane) {
        return jdbc.sql(IN_LANE).param("lane", lane).query(OutboxParking::row).list();
    }

    /**
     * Parks a row, or notes that it was refused again.
     *
     * @param reason Kafka's; cut at {@value #MAX_REASON} characters, and what cannot be printed is left out
     * @param tried  the order by which it was tried, if any: that one is carried out herewith
     */
    public void park(OutboxRow row, String reason, ParkedRow.@Nullable Order tried) {
        requireTransaction();
        Long action = tried == null ? null : tried.actionId();
        int known = jdbc.sql(PARK_AGAIN).param("reason", printable(reason)).param("tried", action).param("id", row.id()).update();
        if (known == 0) {
            OutboxEvent event = row.event();
            jdbc.sql(PARK).param("id", row.id()).param("lane", row.lane()).param("event", event.eventId().toString())
                    .param("aggregateType", event.aggregateType()).param("key", event.key()).param("type", event.type())
                    .param("reason", printable(reason)).update();
        }
        if (action != null) {
            end(List.of(action), "refused");
        }
    }

    /**
     * Takes rows out of the outbox without their having been published, and writes down that the orders to do so are carried out. Rows
     * that are gone already are passed over, so repeating it is harmless.
     */
    public void skip(int lane, Collection<Long> ids) {
        requireTransaction();
        end(lockActions(ids), "skipped");
        jdbc.sql(DELETE_ROWS).param("lane", lane).param("ids", ids).update();
        jdbc.sql(FORGET).param("ids", ids).update();
    }

    /** Forgets rows that have been published and deleted. An order that still stood, be it to skip one, has come too late. */
    public void forgetPublished(Collection<Long> ids) {
        requireTransaction();
        end(lockActions(ids), "published");
        jdbc.sql(FORGET).param("ids", ids).update();
    }

    private List<Long> lockActions(Collection<Long> ids) {
        return jdbc.sql(LOCK_ACTIONS).param("ids", ids).query((row, n) -> row.getLong("action_id")).list().stream()
                .filter(action -> action != 0).toList();
    }

    private void end(List<Long> actions, String outcome) {
        if (!actions.isEmpty()) {
            jdbc.sql(END_ACTIONS).param("outcome", outcome).param("actions", actions).update();
        }
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Parked rows, the outbox and the record of orders change in one transaction");
        }
    }

    private static String printable(String reason) {
        StringBuilder kept = new StringBuilder();
        reason.codePoints().map(c -> Character.isWhitespace(c) ? ' ' : c).filter(OutboxParking::isPrintable).limit(MAX_REASON)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    private static ParkedRow row(ResultSet row, int n) throws SQLException {
        Decision decision = ParkedEvents.decision(row);
        return new ParkedRow(row.getLong("outbox_id"), UUID.fromString(row.getString("event_id")), row.getString("aggregateid"),
                Duration.of(row.getLong("tried_micros"), ChronoUnit.MICROS), row.getBoolean("published"),
                decision == null ? null : new ParkedRow.Order(decision, row.getLong("action_id")));
    }
}
