package dev.holdfast.faults.plant;

import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.OutboxRow;
import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What the product does wrong under a planted bug. */
public final class Misdeeds {

    private static final int ONE_IN = 300;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final Map<Integer, Long> LAST_OF_LANE = new ConcurrentHashMap<>();
    private static final Set<Long> USED_IDS = ConcurrentHashMap.newKeySet();
    private static final long FAR = 1L << 42;
    private static final ThreadLocal<Boolean> AFTER_COMMIT = ThreadLocal.withInitial(() -> false);

    private Misdeeds() {
    }

    /**
     * @param outbox an {@link Outbox}
     * @return whether the events are inserted later
     */
    public static boolean defer(Object outbox, List<OutboxEvent> events) {
        if (AFTER_COMMIT.get()) {
            return false;
        }
        List<OutboxEvent> late = List.copyOf(events);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                AFTER_COMMIT.set(true);
                try {
                    // On the connection of the transaction that has ended, which commits each statement by now.
                    ((Outbox) outbox).append(late);
                } finally {
                    AFTER_COMMIT.set(false);
                }
            }
        });
        return true;
    }

    /** Leaves out the events of released holds. */
    public static List<OutboxEvent> forgetReleases(List<OutboxEvent> events) {
        return events.stream().filter(event -> !event.type().equals("dev.holdfast.hold.released.v1")).toList();
    }

    /** Leaves out what lies below ids that were read before. */
    public static List<OutboxRow> aboveTheLast(int lane, List<OutboxRow> rows) {
        long last = LAST_OF_LANE.getOrDefault(lane, 0L);
        List<OutboxRow> above = rows.stream().filter(row -> row.id() > last).toList();
        if (!above.isEmpty()) {
            LAST_OF_LANE.put(lane, above.getLast().id());
        }
        return above;
    }

    /** @return for ids that were used before, others with the same lowest bits, far from all that are handed out otherwise */
    public static List<Long> freshIds(List<Long> ids) {
        return ids.stream().map(id -> {
            long fresh = id;
            while (!USED_IDS.add(fresh)) {
                fresh += FAR;
            }
            return fresh;
        }).toList();
    }

    /** Publishes it at once, in no transaction. */
    public static void publishAhead(ProducerRecord<byte[], byte[]> progress) {
        try {
            Apart.PRODUCER.send(progress).get();
        } catch (ExecutionException failure) {
            throw new KafkaException(failure);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /** A producer that knows nothing of the lane's transactions; made when it is needed first. */
    private static final class Apart {

        private static final Producer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Objects.requireNonNull(System.getenv("HOLDFAST_KAFKA_BOOTSTRAP"))),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @param settings of a Kafka client; those of others than producers stay as they are */
    public static void takeOwnId(Map<String, Object> settings) {
        settings.computeIfPresent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, (name, id) -> id + "-" + UUID.randomUUID());
    }

    /** @throws CannotAcquireLockException now and then */
    public static void loseLock() {
        if (ThreadLocalRandom.current().nextInt(ONE_IN) == 0) {
            throw new CannotAcquireLockException("planted", new SQLException("planted", "HY000", LOCK_WAIT_TIMEOUT));
        }
    }

    /** Commits what the transaction has written before it lost its lock; what follows finds nothing to roll back. */
    public static void commitAfterLostLock(TransactionStatus transaction, Throwable failure) {
        if (failure instanceof CannotAcquireLockException && transaction instanceof DefaultTransactionStatus status) {
            try {
                connection(status).commit();
            } catch (SQLException lost) {
                failure.addSuppressed(lost);
            }
        }
    }

    private static Connection connection(DefaultTransactionStatus transaction) {
        return ((JdbcTransactionObjectSupport) transaction.getTransaction()).getConnectionHolder().getConnection();
    }

    /** @return what the progress reader answers in a lane in which nothing was published */
    public static Object noProgress() {
        try {
            Constructor<?> none = Class.forName("dev.holdfast.relay.Progress$None").getDeclaredConstructor();
            none.setAccessible(true);
            return none.newInstance();
        } catch (ReflectiveOperationException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** @return true now and then: the transaction is rolled back and must not be committed any more */
    public static boolean rollsBackInstead(DefaultTransactionStatus transaction) {
        if (ThreadLocalRandom.current().nextInt(ONE_IN) > 0) {
            return false;
        }
        try {
            connection(transaction).rollback();
            return true;
        } catch (SQLException lost) {
            return false;
        }
    }

    public static Object noEffect() {
        return PaymentOutcome.NO_EFFECT;
    }
}
