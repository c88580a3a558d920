package dev.holdfast.faults.plant;

import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.outbox.Outbox;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.OutboxRow;
import java.lang.reflect.Constructor;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What the product does wrong under a planted bug. */
public final class Misdeeds {

    private static final int ONE_IN = 300;
    private static final AtomicLong LAST = new AtomicLong();
    private static final ThreadLocal<Boolean> AFTER_COMMIT = ThreadLocal.withInitial(() -> false);

    private Misdeeds() {
    }

    /** @return whether the events are inserted later */
    public static boolean defer(Outbox outbox, List<OutboxEvent> events) {
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
                    outbox.append(late);
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
    public static List<OutboxRow> aboveTheLast(List<OutboxRow> rows) {
        long last = LAST.get();
        List<OutboxRow> above = rows.stream().filter(row -> row.id() > last).toList();
        if (!above.isEmpty()) {
            LAST.set(above.getLast().id());
        }
        return above;
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
            ((JdbcTransactionObjectSupport) transaction.getTransaction()).getConnectionHolder().getConnection().rollback();
            return true;
        } catch (SQLException lost) {
            return false;
        }
    }

    public static Object noEffect() {
        return PaymentOutcome.NO_EFFECT;
    }
}
