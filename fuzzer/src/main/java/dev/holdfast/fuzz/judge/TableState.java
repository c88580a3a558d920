package dev.holdfast.fuzz.judge;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Read past the API, from the tables. The kept idempotency keys are left out: refusals are to be remembered. */
public final class TableState implements State {

    private static final String FINGERPRINT = """
            SELECT CONCAT_WS(' ',
                (SELECT CONCAT(COUNT(*), '/', COALESCE(SUM(version), 0), '/', COALESCE(SUM(price + COALESCE(max_per_customer, 0)), 0))
                 FROM product),
                (SELECT CONCAT(COUNT(*), '/', COALESCE(SUM(version), 0), '/', COALESCE(SUM(available), 0), '/', COALESCE(SUM(total),
                        0)) FROM stock),
                (SELECT CONCAT(COUNT(*), '/', COALESCE(SUM(version), 0), '/', COALESCE(SUM(quantity), 0)) FROM hold),
                (SELECT CONCAT(COUNT(*), '/', COALESCE(SUM(version), 0), '/', COALESCE(SUM(total), 0)) FROM orders),
                (SELECT CONCAT(COUNT(*), '/', COALESCE(SUM(version), 0)) FROM payment),
                (SELECT CONCAT(COUNT(*), '/', COALESCE(SUM(units), 0)) FROM customer_allocation),
                (SELECT CONCAT(COUNT(*), '/', COALESCE(MAX(id), 0)) FROM outbox),
                (SELECT CONCAT(COUNT(*), '/', COUNT(decision)) FROM parked_event),
                (SELECT COUNT(*) FROM refund),
                (SELECT CONCAT(COUNT(*), '/', COUNT(revoked_at)) FROM api_key),
                (SELECT COUNT(*) FROM operator_action))""";

    private final JdbcClient jdbc;

    public TableState(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    @Override
    public String now() {
        return jdbc.sql(FINGERPRINT).query(String.class).single();
    }
}
