package dev.holdfast.checkout.operator;

import static dev.holdfast.checkout.transaction.DatabaseClock.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code operator_action}. */
public final class OperatorActionTable {

    private static final String RECORD = """
            INSERT INTO operator_action (at, caller, operator, action, subject, reason, details)
            VALUES (NOW(6), :caller, :operator, :action, :subject, :reason, :details)""";

    private static final String IS_ON_RECORD = """
            SELECT id FROM operator_action FORCE INDEX (PRIMARY) WHERE id = :id AND subject = :subject FOR UPDATE""";

    private static final String LIST = """
            SELECT id, at, caller, operator, action, subject, reason, details, outcome, outcome_at
            FROM operator_action FORCE INDEX (PRIMARY) WHERE id < :before ORDER BY id DESC LIMIT :limit""";

    private static final String LIST_OF_SUBJECT = """
            SELECT id, at, caller, operator, action, subject, reason, details, outcome, outcome_at
            FROM operator_action FORCE INDEX (operator_action_subject)
            WHERE subject = :subject AND id < :before ORDER BY id DESC LIMIT :limit""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public OperatorActionTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Puts on record what the transaction does.
     *
     * @param action  up to 32 ASCII characters
     * @param subject up to 64 ASCII characters
     * @param details becomes a JSON object
     * @return the id of the record
     * @throws IllegalStateException outside a transaction: an action without its record, or the other way round, could be left behind
     */
    public long record(Justification why, String action, String subject, Object details) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An action and its record are one transaction");
        }
        KeyHolder recorded = new GeneratedKeyHolder();
        jdbc.sql(RECORD).param("caller", why.caller()).param("operator", why.operator()).param("action", action).param("subject", subject)
                .param("reason", why.reason()).param("details", json.writeValueAsString(details)).update(recorded, "id");
        return Objects.requireNonNull(recorded.getKey()).longValue();
    }

    /** @return whether the record was committed, with all that was done, after a transaction that might be committing it has ended */
    public boolean isOnRecord(long id, String subject) {
        return jdbc.sql(IS_ON_RECORD).param("id", id).param("subject", subject).query((row, n) -> row.getLong("id")).optional().isPresent();
    }

    /**
     * @param subject of which alone actions are wanted; null for all
     * @param before  ids below this one
     * @return the latest first, at most {@code limit}
     */
    public List<OperatorAction> list(@Nullable String subject, long before, int limit) {
        JdbcClient.StatementSpec list = subject == null ? jdbc.sql(LIST) : jdbc.sql(LIST_OF_SUBJECT).param("subject", subject);
        return list.param("before", before).param("limit", limit).query(OperatorActionTable::action).list();
    }

    private static OperatorAction action(ResultSet row, int n) throws SQLException {
        LocalDateTime outcomeAt = row.getObject("outcome_at", LocalDateTime.class);
        return new OperatorAction(row.getLong("id"), instant(row.getObject("at", LocalDateTime.class)), row.getString("caller"),
                row.getString("operator"), row.getString("action"), row.getString("subject"), row.getString("reason"),
                row.getString("details"), row.getString("outcome"), outcomeAt == null ? null : instant(outcomeAt));
    }
}
