package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.checkout.transaction.DatabaseSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

class UnsafeSettingsIT extends WithCheckout {

    @Test
    void anotherIsolationIsRefusedAtTheStart() {
        assertThatThrownBy(() -> RunningCheckout.on(database, "spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ"))
                .rootCause().hasMessage("spring.datasource.hikari.transaction-isolation must be TRANSACTION_READ_COMMITTED, but is "
                        + "TRANSACTION_REPEATABLE_READ");
    }

    @Test
    void theServersSettingsAreRead() {
        DatabaseSettings settings = DatabaseSettings.read(checkout.bean(JdbcClient.class));
        assertThat(settings).isEqualTo(JdbcClient.create(database.dataSource())
                .sql("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('innodb_flush_log_at_trx_commit', 'sync_binlog')")
                .query(rows -> {
                    int[] values = new int[2];
                    while (rows.next()) {
                        values[rows.getString(1).equals("sync_binlog") ? 1 : 0] = rows.getInt(2);
                    }
                    return new DatabaseSettings(values[0], values[1]);
                }));
        assertThat(checkout.bean(DurabilityHealth.class).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void eachSettingThatIsNotDurableIsAWarning() {
        assertThat(new DatabaseSettings(1, 1).warnings()).isEmpty();
        assertThat(new DatabaseSettings(2, 1).warnings()).singleElement().asString().startsWith("innodb_flush_log_at_trx_commit is 2");
        assertThat(new DatabaseSettings(0, 1000).warnings()).hasSize(2);
    }
}
