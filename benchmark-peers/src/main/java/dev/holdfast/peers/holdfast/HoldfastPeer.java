package dev.holdfast.peers.holdfast;

import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.changelog.Changelog;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxConfiguration;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.peers.Connections;
import dev.holdfast.peers.Peer;
import dev.holdfast.peers.PeerEvent;
import dev.holdfast.peers.Settings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import liquibase.exception.LiquibaseException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Holdfast's outbox. Exactly once, in the order of each key. What it writes is published by the outbox-relay application. */
public final class HoldfastPeer implements Peer {

    private static final int CONNECTIONS = 16;

    private final HikariDataSource connections;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TransactionTemplate transactions;
    private final Outbox outbox;

    /** @param relaying must be false */
    public HoldfastPeer(Settings settings, boolean relaying) {
        if (relaying) {
            throw new IllegalArgumentException("Holdfast's events are published by outbox-relay");
        }
        connections = Connections.pool(settings.database(), CONNECTIONS, Map.of());
        transactions = new TransactionTemplate(new JdbcTransactionManager(connections));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(connections));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(connections));
        context.register(OutboxConfiguration.class);
        context.refresh();
        outbox = context.getBean(Outbox.class);
    }

    @Override
    public void prepare() throws SQLException, LiquibaseException {
        new Changelog(connections).apply(changeSet -> { });
    }

    @Override
    public void write(List<PeerEvent> events) {
        List<OutboxEvent> rows = events.stream().map(HoldfastPeer::row).toList();
        transactions.executeWithoutResult(transaction -> outbox.append(rows));
    }

    private static OutboxEvent row(PeerEvent event) {
        return new OutboxEvent(event.id(), "holds", event.key(), PeerEvent.TYPE, event.key(), event.value(), null, Instant.now());
    }

    @Override
    public void startRelay() {
        throw new UnsupportedOperationException("Start outbox-relay");
    }

    @Override
    public void close() {
        context.close();
        connections.close();
    }
}
