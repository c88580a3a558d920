package dev.holdfast.checkout.idempotency;

import dev.holdfast.checkout.transaction.LockedTransaction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code idempotency_key} and {@code idempotency_caller}. */
public final class IdempotencyKeyTable {

    // Locks a key that is there as well as one that is not, as the claim of a payment does. A key that is there has its sends counted,
    // because the count of changed rows, two for each of those and one for each new row, then tells whether there are any: the driver
    // would report a row that keeps its values like one that is new.
    private static final String CLAIM = """
            INSERT INTO idempotency_key (caller, route, idempotency_key, fingerprint) VALUES :rows
            ON DUPLICATE KEY UPDATE sends = sends + 1""";

    // By force, because a scan, which an optimizer prefers while the table is small, would wait for rows that nobody asked for.
    private static final String LOCK = """
            SELECT caller, route, idempotency_key, fingerprint, answer_status, answer_headers, answer_body
            FROM idempotency_key FORCE INDEX (PRIMARY) WHERE (caller, route, idempotency_key) IN (:keys)
            ORDER BY caller, route, idempotency_key FOR UPDATE""";

    // An upsert of rows that are all there: one statement, although each row gets values of its own.
    private static final String ANSWER = """
            INSERT INTO idempotency_key (caller, route, idempotency_key, fingerprint, answer_status, answer_headers, answer_body)
            VALUES :rows
            ON DUPLICATE KEY UPDATE answer_status = VALUES(answer_status), answer_headers = VALUES(answer_headers),
                                    answer_body = VALUES(answer_body)""";

    private static final String FULL_CALLERS = """
            SELECT caller FROM idempotency_caller FORCE INDEX (idempotency_caller_keys_kept) WHERE keys_kept >= :most""";

    private final JdbcClient jdbc;

    public IdempotencyKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param answer null if none is remembered: then no effect is either, because both are one transaction */
    record Row(IdempotencyKey key, Fingerprint fingerprint, @Nullable StoredAnswer answer) {
    }

    /**
     * Makes sure that each key has its row and locks it until the transaction ends.
     *
     * @return whether all of them are new
     * @throws KeyInFlight if another transaction keeps one of them for too long
     */
    boolean claim(SortedMap<IdempotencyKey, Fingerprint> keys) {
        List<Object[]> rows = keys.entrySet().stream().map(entry -> new Object[] {entry.getKey().caller(), entry.getKey().route(),
            entry.getKey().value(), entry.getValue().bytes()}).toList();
        try {
            return jdbc.sql(CLAIM).param("rows", rows).update() == rows.size();
        } catch (DataAccessException failure) {
            throw orInFlight(failure);
        }
    }

    /**
     * Locks those of the keys that are there.
     *
     * @throws KeyInFlight if another transaction keeps one of them for too long
     */
    List<Row> lock(Collection<IdempotencyKey> keys) {
        List<Object[]> wanted = keys.stream().map(key -> new Object[] {key.caller(), key.route(), key.value()}).toList();
        try {
            return jdbc.sql(LOCK).param("keys", wanted).query(IdempotencyKeyTable::row).list();
        } catch (DataAccessException failure) {
            throw orInFlight(failure);
        }
    }

    /**
     * Writes the answers of keys that this transaction has locked.
     *
     * @throws IllegalStateException if one of them was not there: the transaction must not be committed
     */
    void answer(Collection<Row> answered) {
        if (answered.isEmpty()) {
            return;
        }
        List<Object[]> rows = answered.stream().map(IdempotencyKeyTable::columns).toList();
        if (jdbc.sql(ANSWER).param("rows", rows).update() != 2 * rows.size()) {
            throw new IllegalStateException("A key of %s was not there".formatted(answered.stream().map(Row::key).toList()));
        }
    }

    /** @return the callers who have as many keys as they may, or more */
    Set<String> fullCallers(long most) {
        return jdbc.sql(FULL_CALLERS).param("most", most).query((row, n) -> row.getString("caller")).stream().collect(Collectors.toSet());
    }

    private static RuntimeException orInFlight(DataAccessException failure) {
        return LockedTransaction.isLockWaitTimeout(failure) ? new KeyInFlight() : failure;
    }

    private static Object[] columns(Row row) {
        StoredAnswer answer = Objects.requireNonNull(row.answer());
        return new Object[] {row.key().caller(), row.key().route(), row.key().value(), row.fingerprint().bytes(), answer.status(),
            answer.headerLines(), answer.body().getBytes(StandardCharsets.UTF_8)};
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        byte[] body = row.getBytes("answer_body");
        StoredAnswer answer = body == null ? null : StoredAnswer.of(row.getInt("answer_status"), row.getString("answer_headers"),
                new String(body, StandardCharsets.UTF_8));
        return new Row(new IdempotencyKey(row.getString("caller"), row.getString("route"), row.getString("idempotency_key")),
                Fingerprint.stored(row.getBytes("fingerprint")), answer);
    }
}
