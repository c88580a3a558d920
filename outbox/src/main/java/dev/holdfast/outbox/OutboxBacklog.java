package dev.holdfast.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What waits to be published: a row that is there is unpublished, a row that is published is deleted.
 *
 * <p>Ids are handed out before commit, so a row may appear below ids that were read before. There is therefore no way to read from
 * a given id on: such a reader would skip rows for ever, and even one that looked from 0 now and then could, in between, see a
 * key's second event without its first.
 */
public final class OutboxBacklog {

    private static final String READ = """
            SELECT id, lane, event_id, aggregatetype, aggregateid, type, subject, payload, traceparent, created_at
            FROM outbox
            WHERE lane = :lane
            ORDER BY id
            LIMIT :limit""";

    private static final String READ_OTHER_KEYS = """
            SELECT id, lane, event_id, aggregatetype, aggregateid, type, subject, payload, traceparent, created_at
            FROM outbox
            WHERE lane = :lane AND aggregateid NOT IN (:without)
            ORDER BY id
            LIMIT :limit""";

    // With "id" alone a server makes a range of each gap between the ids, and looks each of them up.
    private static final String READ_OTHERS = """
            SELECT id, lane, event_id, aggregatetype, aggregateid, type, subject, payload, traceparent, created_at
            FROM outbox
            WHERE lane = :lane AND id + 0 NOT IN (:except)
            ORDER BY id
            LIMIT :limit""";

    private static final String EVENT_IDS = """
            SELECT id, event_id FROM outbox WHERE lane = :lane AND id IN (:ids)""";

    // Where a batch is a large part of the table, a server left to itself scans it, and waits for each row that is not committed yet.
    private static final String DELETE = """
            DELETE o FROM outbox o FORCE INDEX (PRIMARY) WHERE o.lane = :lane AND o.id IN (:ids)""";

    private static final String LANES_WITH_ROWS = """
            SELECT DISTINCT lane FROM outbox""";

    private static final String SIZE = """
            SELECT lane, COUNT(*) AS waiting, TIMESTAMPDIFF(MICROSECOND, MIN(created_at), NOW(6)) AS oldest_micros
            FROM outbox
            GROUP BY lane""";

    private final JdbcClient jdbc;

    OutboxBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One statement, so that whoever sees an event of a key sees the key's earlier ones, or has seen them before.
     *
     * @param limit   at least 1
     * @param without keys whose rows are passed over; each makes the statement a little slower, so at most some hundreds
     * @return the lane's committed rows by rising id, at most {@code limit}, from the lowest
     */
    public List<OutboxRow> read(int lane, int limit, Set<String> without) {
        var query = without.isEmpty() ? jdbc.sql(READ) : jdbc.sql(READ_OTHER_KEYS).param("without", without);
        return query.param("lane", lane).param("limit", limit).query(OutboxBacklog::row).list();
    }

    /**
     * Likewise, of the rows that are not in a given batch.
     *
     * @param except ids, at least one
     */
    public List<OutboxRow> readOthers(int lane, int limit, Set<Long> except) {
        return jdbc.sql(READ_OTHERS).param("except", except).param("lane", lane).param("limit", limit).query(OutboxBacklog::row).list();
    }

    /** @return the event ids of those of the rows that are still there, by row id */
    public Map<Long, UUID> eventIds(int lane, Collection<Long> ids) {
        Map<Long, UUID> found = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(EVENT_IDS).param("lane", lane).param("ids", ids).query((RowCallbackHandler) row ->
                    found.put(row.getLong("id"), UUID.fromString(row.getString("event_id"))));
        }
        return found;
    }

    /** Deletes published rows in one transaction. Ids that are gone already are passed over, so repeating it is harmless. */
    public int delete(int lane, Collection<Long> ids) {
        return ids.isEmpty() ? 0 : jdbc.sql(DELETE).param("lane", lane).param("ids", ids).update();
    }

    /** @return the lanes in which at least one committed row waits */
    public List<Integer> lanesWithRows() {
        return jdbc.sql(LANES_WITH_ROWS).query((row, n) -> row.getInt("lane")).list();
    }

    /** Reads the whole table: for dashboards, every few seconds at the most. */
    public Size size() {
        Map<Integer, Waiting> lanes = new HashMap<>();
        jdbc.sql(SIZE).query((RowCallbackHandler) row -> lanes.put(row.getInt("lane"),
                new Waiting(row.getLong("waiting"), Duration.of(row.getLong("oldest_micros"), ChronoUnit.MICROS))));
        return new Size(Map.copyOf(lanes));
    }

    /** @param lanes those in which rows wait, also any that do not exist by the configuration */
    public record Size(Map<Integer, Waiting> lanes) {

        /** @return events that are committed and not yet published */
        public long rows() {
            return lanes.values().stream().mapToLong(Waiting::rows).sum();
        }

        /** @return how long the oldest of them has waited, by the database's clock; zero when none waits */
        public Duration oldestAge() {
            return lanes.values().stream().map(Waiting::oldestAge).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        }
    }

    /**
     * What waits in one lane.
     *
     * @param rows      at least 1
     * @param oldestAge by the database's clock
     */
    public record Waiting(long rows, Duration oldestAge) {
    }

    private static OutboxRow row(ResultSet row, int n) throws SQLException {
        return new OutboxRow(row.getLong("id"), row.getInt("lane"), new OutboxEvent(
                UUID.fromString(row.getString("event_id")),
                row.getString("aggregatetype"),
                row.getString("aggregateid"),
                row.getString("type"),
                row.getString("subject"),
                row.getBytes("payload"),
                row.getString("traceparent"),
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC)));
    }
}
