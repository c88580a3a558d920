package dev.holdfast.api.security.key;

import dev.holdfast.api.security.Caller;
import dev.holdfast.api.security.CallerToken;
import dev.holdfast.api.security.Role;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;

/** The table {@code api_key}, and what is put on record about its rows in {@code operator_action}. */
@Component
final class ApiKeys {

    private static final String GOOD = """
            SELECT key_hash, name, role FROM api_key WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > NOW(6))""";

    private static final String LIST = """
            SELECT id, name, role, created_at, expires_at, revoked_at FROM api_key WHERE id > :after ORDER BY id LIMIT :limit""";

    private static final String LOCK = """
            SELECT id, name, role, created_at, expires_at, revoked_at FROM api_key WHERE id = :id FOR UPDATE""";

    private static final String OF_HASH = """
            SELECT id FROM api_key WHERE key_hash = :hash FOR UPDATE""";

    private static final String INSERT = """
            INSERT INTO api_key (name, role, key_hash, created_at, expires_at)
            VALUES (:name, :role, :hash, NOW(6), NOW(6) + INTERVAL :days DAY)""";

    private static final String REVOKE = """
            UPDATE api_key SET revoked_at = NOW(6) WHERE id = :id AND revoked_at IS NULL""";

    private static final String RECORD = """
            INSERT INTO operator_action (at, caller, operator, action, subject, reason, details)
            SELECT NOW(6), :operator, :operator, :action, CONCAT('api-key-', id), '', JSON_OBJECT('name', name, 'role', role)
            FROM api_key WHERE id = :id""";

    private final JdbcClient jdbc;

    ApiKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return by the SHA-256 of each key that is neither revoked nor expired by the database's clock, who has it */
    Map<String, CallerToken> good() {
        Map<String, CallerToken> good = new HashMap<>();
        jdbc.sql(GOOD).query((RowCallbackHandler) row -> {
            Role role = role(row);
            good.put(row.getString("key_hash"), token(row.getString("name"), role));
        });
        return Map.copyOf(good);
    }

    static CallerToken token(String name, Role role) {
        return new CallerToken(new Caller(ApiKey.callerId(name, role), null), List.of(role));
    }

    /**
     * @param after the id of the last key of the page before; 0 for the first page
     * @return by rising id
     */
    List<ApiKey> list(long after, int limit) {
        return jdbc.sql(LIST).param("after", after).param("limit", limit).query(ApiKeys::key).list();
    }

    Optional<ApiKey> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query(ApiKeys::key).optional();
    }

    /** @return whether the key was committed, after a transaction that might be committing it has ended */
    boolean isThere(String sha256) {
        return jdbc.sql(OF_HASH).param("hash", sha256).query((row, n) -> row.getLong("id")).optional().isPresent();
    }

    /** @param days until it expires; null for never */
    ApiKey insert(String name, Role role, String sha256, @Nullable Integer days) {
        KeyHolder inserted = new GeneratedKeyHolder();
        jdbc.sql(INSERT).param("name", name).param("role", role.label()).param("hash", sha256).param("days", days).update(inserted, "id");
        return lock(Objects.requireNonNull(inserted.getKey()).longValue()).orElseThrow();
    }

    /** @return false if it was revoked before */
    boolean revoke(long id) {
        return jdbc.sql(REVOKE).param("id", id).update() == 1;
    }

    /** @param action such as {@code create-api-key} */
    void record(long id, String action, String operator) {
        jdbc.sql(RECORD).param("operator", operator).param("action", action).param("id", id).update();
    }

    private static ApiKey key(ResultSet row, int n) throws SQLException {
        return new ApiKey(row.getLong("id"), row.getString("name"), role(row), Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "expires_at"), instant(row, "revoked_at"));
    }

    private static Role role(ResultSet row) throws SQLException {
        return Role.of(row.getString("role")).orElseThrow();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
