package dev.holdfast.checkout;

import dev.holdfast.checkout.transaction.DatabaseSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Shows settings of the database that are not durable. A warning and no failure: sales go on, and what is at risk is the operator's
 * choice; but it is to be a choice.
 */
final class DurabilityHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(DurabilityHealth.class);

    private final JdbcClient jdbc;

    DurabilityHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Health health() {
        try {
            List<String> warnings = DatabaseSettings.read(jdbc).warnings();
            return warnings.isEmpty() ? Health.up().build() : Health.up().withDetail("warnings", warnings).build();
        } catch (DataAccessException away) {
            // The database's own health says so.
            return Health.unknown().build();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        try {
            DatabaseSettings.read(jdbc).warnings().forEach(log::warn);
        } catch (DataAccessException away) {
            log.info("The database is away; its durability settings were not looked at");
        }
    }
}
