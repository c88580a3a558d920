package dev.holdfast.checkout.transaction;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Runs one locked transaction and answers only what is known.
 *
 * <ul>
 * <li>A deadlock (1213) or a lock wait that timed out (1205) rolls the whole transaction back, although 1205 by itself undoes only
 *     its statement, and tries again.
 * <li>A connection that is lost before the commit was sent means: nothing happened.
 * <li>Any exception out of the commit means: unknown. The next attempt first looks, with a locking read in a fresh transaction,
 *     whether the effect is there. Its lock waits until the server has ended the old transaction one way or the other, so the
 *     look-up cannot come too early.
 * </ul>
 */
public final class LockedTransaction {

    private static final Logger log = LoggerFactory.getLogger(LockedTransaction.class);

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;
    private static final Set<Integer> LOST_LOCK = Set.of(LOCK_WAIT_TIMEOUT, DEADLOCK);

    /**
     * The server is there but cannot do it now: disk full (1021, 1114), storage engine (1030), shutting down (1053), read-only after
     * a failover (1290, 1836), statement or session killed (1317, 1927), replication hook (3100).
     */
    private static final Set<Integer> TROUBLE = Set.of(1021, 1030, 1053, 1114, 1290, 1317, 1836, 1927, 3100);

    private final PlatformTransactionManager transactions;
    private final TransactionProperties properties;

    /** @param transactions over connections whose isolation is READ COMMITTED */
    public LockedTransaction(PlatformTransactionManager transactions, TransactionProperties properties) {
        this.transactions = transactions;
        this.properties = properties;
    }

    /**
     * @param name       for the log, such as {@code place holds}
     * @param work       decides and writes; may be run several times, each time from the start in a new transaction
     * @param isThere    after a commit in doubt: whether the effect of that result is in the database, by a locking read.
     *                   Work that finds its own effect when it is repeated always answers false
     * @return the result of the attempt that was committed
     * @throws StorageUnavailable if the database is away, or the attempts or the time for them are used up
     */
    public <T> T run(String name, Function<TransactionStatus, T> work, Predicate<T> isThere) {
        long start = System.nanoTime();
        Attempts<T> attempts = new Attempts<>(name, work, isThere);
        T result = attempts.next();
        for (int attempt = 1; result == null && (mayTryAgain(attempt, start) || attempts.mayStillLookUp()); attempt++) {
            pause(attempt);
            result = attempts.next();
        }
        if (result == null) {
            throw attempts.givenUp();
        }
        return result;
    }

    /** @return whether a statement has failed because somebody else kept a row locked for as long as a lock is waited for */
    public static boolean isLockWaitTimeout(RuntimeException failure) {
        return errorCode(failure) == LOCK_WAIT_TIMEOUT;
    }

    private boolean mayTryAgain(int attempt, long start) {
        return attempt < properties.maxAttempts() && System.nanoTime() - start < properties.deadline().toNanos();
    }

    private void pause(int attempt) {
        Duration longest = properties.backoff().multipliedBy(1L << Math.min(attempt - 1, 10));
        LockSupport.parkNanos(longest.isZero() ? 0 : ThreadLocalRandom.current().nextLong(longest.toNanos()));
    }

    private final class Attempts<T> {

        private final String name;
        private final Function<TransactionStatus, T> work;
        private final Predicate<T> isThere;
        private @Nullable T inDoubt;
        private @Nullable RuntimeException last;
        private int lookUps;

        Attempts(String name, Function<TransactionStatus, T> work, Predicate<T> isThere) {
            this.name = name;
            this.work = work;
            this.isThere = isThere;
        }

        /** @return the result, or null when another attempt may do better */
        @Nullable T next() {
            TransactionStatus transaction = begin();
            T result;
            try {
                result = isThere() ? Objects.requireNonNull(inDoubt) : work.apply(transaction);
            } catch (RuntimeException | Error failure) {
                rollBack(transaction, failure);
                rethrowUnlessRetriable(failure);
                return null;
            }
            return commit(transaction, result);
        }

        /** A commit often falls into doubt by a timeout that outlasts every limit. It is looked up once all the same. */
        boolean mayStillLookUp() {
            return inDoubt != null && lookUps == 0;
        }

        private boolean isThere() {
            if (inDoubt == null) {
                return false;
            }
            lookUps++;
            return isThere.test(inDoubt);
        }

        private TransactionStatus begin() {
            try {
                return transactions.getTransaction(new DefaultTransactionDefinition());
            } catch (CannotCreateTransactionException failure) {
                throw unavailable(failure);
            }
        }

        private @Nullable T commit(TransactionStatus transaction, T result) {
            try {
                transactions.commit(transaction);
                return result;
            } catch (RuntimeException failure) {
                log.warn("The commit of '{}' is in doubt, looking it up: {}", name, rootMessage(failure));
                inDoubt = result;
                last = failure;
                return null;
            }
        }

        private void rollBack(TransactionStatus transaction, Throwable failure) {
            log.warn("Rolled back '{}': {}", name, rootMessage(failure));
            try {
                transactions.rollback(transaction);
            } catch (RuntimeException lost) {
                // The connection is gone; the server rolls back by itself, and the pool throws the connection away.
                failure.addSuppressed(lost);
            }
        }

        private void rethrowUnlessRetriable(Throwable failure) {
            switch (failure) {
                case RuntimeException lostLock when LOST_LOCK.contains(errorCode(lostLock)) -> last = lostLock;
                case RuntimeException trouble when TROUBLE.contains(errorCode(trouble)) -> throw unavailable(trouble);
                // Whatever it is, it must not hide that the earlier attempt may have been committed.
                case RuntimeException any when inDoubt != null -> throw unavailable(any);
                case DataAccessResourceFailureException lost -> throw unavailable(lost);
                case TransientDataAccessException lost -> throw unavailable(lost);
                case RecoverableDataAccessException lost -> throw unavailable(lost);
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                default -> throw new IllegalStateException(failure);
            }
        }

        private StorageUnavailable unavailable(RuntimeException cause) {
            last = cause;
            return givenUp();
        }

        StorageUnavailable givenUp() {
            return new StorageUnavailable(name, inDoubt != null, Objects.requireNonNull(last));
        }
    }

    private static int errorCode(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getErrorCode();
            }
        }
        return 0;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
