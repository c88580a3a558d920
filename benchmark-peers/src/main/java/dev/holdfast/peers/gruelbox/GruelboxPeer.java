package dev.holdfast.peers.gruelbox;

import com.gruelbox.transactionoutbox.DefaultPersistor;
import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.peers.Connections;
import dev.holdfast.peers.Peer;
import dev.holdfast.peers.PeerEvent;
import dev.holdfast.peers.Producers;
import dev.holdfast.peers.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * gruelbox transaction-outbox: a stored method call for each event, made after the commit by the writing process, and made again by
 * {@code flush()} where that did not happen. At least once; in no order, not even that of a key.
 *
 * <p>Each call is locked, made and deleted in a transaction of its own, and has to wait for Kafka's acknowledgement before the
 * deletion. So what it needs is many of them at once: their commits share one flush of the log, their records one request.
 */
public final class GruelboxPeer implements Peer {

    /** Measured: fewer share their commits less, more wait for each other on two cores. */
    private static final int CALLS_AT_ONCE = 64;

    /** Entries that one flush claims, in one transaction. */
    private static final int FLUSH_BATCH = 4_096;

    /** Long enough that a claimed entry is not claimed again while it waits for its turn. */
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(10);

    /** A backlog is due when it is drained, as it is when the time of its first attempt has passed. */
    private static final Duration SOON_DUE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final HikariDataSource connections;
    private final Producer<String, String> kafka;
    private final BoundedCalls calls = new BoundedCalls(CALLS_AT_ONCE);
    private final TransactionManager transactions;
    private final TransactionOutbox outbox;
    private final CountDownLatch ending = new CountDownLatch(1);

    /**
     * The library gives each locking read a timeout, for which the driver would set a timer. None of them has anything to wait for.
     *
     * @param relaying false when nothing is to be published after a commit
     */
    public GruelboxPeer(Settings settings, boolean relaying) {
        this.connections = Connections.pool(settings.database(), CALLS_AT_ONCE + 2, Map.of("enableQueryTimeouts", "false"));
        this.kafka = Producers.ofText(settings);
        this.transactions = TransactionManager.fromDataSource(connections);
        EventPublisher publisher = (key, payload) -> send(new ProducerRecord<>(settings.topic(), key, payload));
        this.outbox = TransactionOutbox.builder()
                .transactionManager(transactions)
                .persistor(DefaultPersistor.builder().dialect(Dialect.MY_SQL_8).migrate(false).build())
                .instantiator(Instantiator.using(type -> publisher))
                .submitter(relaying ? calls : doingNothing())
                .flushBatchSize(FLUSH_BATCH)
                .attemptFrequency(relaying ? CLAIMED_FOR : SOON_DUE)
                .serializeMdc(false)
                .build();
    }

    private static Submitter doingNothing() {
        return (entry, call) -> { };
    }

    private void send(ProducerRecord<String, String> event) {
        try {
            kafka.send(event).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void prepare() throws SQLException {
        OutboxTable.create(connections);
    }

    @Override
    public void write(List<PeerEvent> events) {
        transactions.inTransaction(() -> {
            EventPublisher later = outbox.schedule(EventPublisher.class);
            events.forEach(event -> later.publish(event.key(), event.payload()));
        });
    }

    @Override
    public void startRelay() {
        Thread.ofPlatform().name("flush").start(this::flushUntilTheEnd);
    }

    private void flushUntilTheEnd() {
        try {
            while (ending.getCount() > 0) {
                if (!outbox.flush()) {
                    ending.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ending.countDown();
        calls.close();
        kafka.close(Duration.ofSeconds(5));
        connections.close();
    }
}
