package dev.holdfast.debezium;

import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxConfiguration;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.relay.OutboxRelay;
import dev.holdfast.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox that nobody else uses, written as the applications write it, and the relay as operators run it. */
final class Deployment implements AutoCloseable {

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private final Outbox outbox;

    Deployment() {
        beans.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database.dataSource()));
        beans.registerBean(JdbcClient.class, () -> jdbc);
        beans.register(OutboxConfiguration.class);
        beans.refresh();
        outbox = beans.getBean(Outbox.class);
    }

    boolean isMariaDb() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    String schema() {
        return address().getPath().substring(1);
    }

    URI address() {
        return URI.create(database.jdbcUrl().substring("jdbc:".length()));
    }

    /** Commits the events in one transaction. */
    void append(List<OutboxEvent> events) {
        transaction.executeWithoutResult(open -> outbox.append(events));
    }

    long rows() {
        return jdbc.sql("SELECT COUNT(*) FROM outbox").query(Long.class).single();
    }

    BinlogPosition binlogPosition() {
        return jdbc.sql("SHOW BINARY LOG STATUS")
                .query((row, n) -> new BinlogPosition(row.getString("File"), row.getLong("Position"))).single();
    }

    /** Returns when the relay has been started; closing what it returns stops it in good order. */
    ConfigurableApplicationContext startRelay(String bootstrapServers) {
        return OutboxRelay.application().web(WebApplicationType.NONE).run(
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.bootstrap-servers=" + bootstrapServers);
    }

    @Override
    public void close() {
        beans.close();
        database.close();
    }
}
