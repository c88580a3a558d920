package dev.holdfast.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The parked events, and what operators decide about them. Deciding changes nothing in the outbox: only the relay that works the lane
 * does that ({@link OutboxParking}), within about a second.
 */
public final class ParkedEvents {

    /** So many waiting rows are looked at, from the first event of a page on, to count those that wait behind its events. */
    public static final int BEHIND = 10_000;

    // Where the row is no longer in the outbox, it has been published and is about to be forgotten.
    private static final String LIST = """
            SELECT p.outbox_id, p.event_id, p.lane, p.aggregatetype, p.aggregateid, p.type, p.reason, p.parked_at, p.last_tried_at,
                   p.tries, p.decision
            FROM parked_event p
            JOIN outbox o ON o.lane = p.lane AND o.id = p.outbox_id
            WHERE p.outbox_id > :after
            ORDER BY p.outbox_id
            LIMIT :limit""";

    private static final String COUNT_BEHIND = """
            SELECT p.outbox_id, COUNT(*) AS behind
            FROM parked_event p
            JOIN (SELECT id, lane, aggregateid FROM outbox FORCE INDEX (outbox_id) WHERE id > :first ORDER BY id LIMIT :most) w
              ON w.lane = p.lane AND w.aggregateid = p.aggregateid AND w.id > p.outbox_id
            WHERE p.outbox_id IN (:ids)
            GROUP BY p.outbox_id""";

    private static final String LOCK = """
            SELECT outbox_id, lane, decision FROM parked_event FORCE INDEX (parked_event_event_id) WHERE event_id = :event FOR UPDATE""";

    // With the complete row: what is skipped is nowhere else afterwards.
    private static final String RECORD = """
            INSERT INTO operator_action (at, caller, operator, action, subject, reason, details)
            SELECT NOW(6), :caller, :operator, :action, o.event_id, :reason, JSON_OBJECT(
                   'lane', o.lane, 'id', o.id, 'event_id', o.event_id, 'aggregatetype', o.aggregatetype, 'aggregateid', o.aggregateid,
                   'type', o.type, 'subject', o.subject, 'traceparent', o.traceparent,
                   'created_at', DATE_FORMAT(o.created_at, '%Y-%m-%dT%H:%i:%s.%fZ'),
                   'payload_hex', HEX(o.payload))
            FROM outbox o
            WHERE o.lane = :lane AND o.id = :id AND o.event_id = :event""";

    private static final String DECIDE = """
            UPDATE parked_event SET decision = :decision, action_id = :action WHERE outbox_id = :id""";

    private static final String IS_ON_RECORD = """
            SELECT id FROM operator_action WHERE id = :id AND subject = :event FOR UPDATE""";

    private final JdbcClient jdbc;

    ParkedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What came of a decision. */
    public sealed interface Outcome {

        /** @param actionId the row of {@code operator_action} that has it on record */
        record Decided(UUID eventId, Decision decision, long actionId) implements Outcome {
        }

        /** @param standing what was decided before and the relay has yet to do */
        record AlreadyDecided(UUID eventId, Decision standing) implements Outcome {
        }

        /** It never was, or has been published or skipped. */
        record NotParked(UUID eventId) implements Outcome {
        }
    }

    /**
     * @param after the id of the last event of the page before; 0 for the first page
     * @param limit at least 1
     * @return by rising id
     */
    public List<ParkedEvent> list(long after, int limit) {
        List<ParkedEvent> alone = jdbc.sql(LIST).param("after", after).param("limit", limit).query(ParkedEvents::event).list();
        if (alone.isEmpty()) {
            return alone;
        }
        Map<Long, Integer> behind = new HashMap<>();
        jdbc.sql(COUNT_BEHIND).param("first", alone.getFirst().id()).param("most", BEHIND)
                .param("ids", alone.stream().map(ParkedEvent::id).toList())
                .query((RowCallbackHandler) row -> behind.put(row.getLong("outbox_id"), row.getInt("behind")));
        return alone.stream().map(event -> with(event, behind.getOrDefault(event.id(), 0))).toList();
    }

    /**
     * Decides, and puts on record who did and why.
     *
     * <ol>
     * <li>Lock the parked event. Of two who decide at once, the second sees what the first has decided.
     * <li>Insert the action, with the complete row as it is in the outbox. If it is not there, it has been published.
     * <li>Write the decision for the relay to find.
     * </ol>
     *
     * @param caller   1 to 64 visible ASCII characters: who was let in
     * @param operator 1 to 64 characters: the caller's own word for who it is
     * @param why      1 to 500 characters
     * @throws IllegalStateException outside a transaction: a decision without its record could be left behind
     */
    public Outcome decide(UUID eventId, Decision decision, String caller, String operator, String why) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A decision and its record are one transaction");
        }
        Optional<Parked> parked = jdbc.sql(LOCK).param("event", eventId.toString()).query(ParkedEvents::parked).optional();
        if (parked.isEmpty()) {
            return new Outcome.NotParked(eventId);
        }
        Decision standing = parked.get().decision();
        if (standing != null) {
            return new Outcome.AlreadyDecided(eventId, standing);
        }
        KeyHolder recorded = new GeneratedKeyHolder();
        int rows = jdbc.sql(RECORD).param("caller", caller).param("operator", operator)
                .param("action", decision.label() + "-parked-event").param("reason", why).param("lane", parked.get().lane()).param("id", parked.get().id()).param("event", eventId.toString()).update(recorded, "id");
        if (rows == 0) {
            return new Outcome.NotParked(eventId);
        }
        long action = Objects.requireNonNull(recorded.getKey()).longValue();
        jdbc.sql(DECIDE).param("decision", decision.label()).param("action", action).param("id", parked.get().id()).update();
        return new Outcome.Decided(eventId, decision, action);
    }

    /** @return whether the decision was committed, after a transaction that might be committing it has ended */
    public boolean isOnRecord(Outcome.Decided decided) {
        return jdbc.sql(IS_ON_RECORD).param("id", decided.actionId()).param("event", decided.eventId().toString())
                .query((row, n) -> row.getLong("id")).optional().isPresent();
    }

    private record Parked(long id, int lane, @Nullable Decision decision) {
    }

    private static Parked parked(ResultSet row, int n) throws SQLException {
        return new Parked(row.getLong("outbox_id"), row.getInt("lane"), decision(row));
    }

    private static ParkedEvent event(ResultSet row, int n) throws SQLException {
        return new ParkedEvent(row.getLong("outbox_id"), UUID.fromString(row.getString("event_id")), row.getInt("lane"),
                row.getString("aggregatetype"), row.getString("aggregateid"), row.getString("type"), row.getString("reason"),
                instant(row, "parked_at"), instant(row, "last_tried_at"), row.getInt("tries"), decision(row), 0);
    }

    private static ParkedEvent with(ParkedEvent event, int behind) {
        return new ParkedEvent(event.id(), event.eventId(), event.lane(), event.aggregateType(), event.key(), event.type(), event.refusal(),
                event.parkedAt(), event.lastTriedAt(), event.tries(), event.decision(), behind);
    }

    static @Nullable Decision decision(ResultSet row) throws SQLException {
        String label = row.getString("decision");
        return label == null ? null : Decision.of(label);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
