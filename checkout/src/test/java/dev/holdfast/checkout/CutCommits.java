package dev.holdfast.checkout;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Loses the connection around the next commit, for real: the server ends the session. */
final class CutCommits extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient AtomicReference<Plan> next = new AtomicReference<>(Plan.NONE);
    private final AtomicBoolean afterOneMore = new AtomicBoolean();

    enum Cut {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private record Plan(Cut cut, Runnable meanwhile) {

        static final Plan NONE = new Plan(Cut.NONE, () -> { });
    }

    /** A checkout whose commits can be cut. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(CheckoutConfiguration.class)
    static class Installed {

        @Bean
        CutCommits transactionManager(DataSource dataSource) {
            return new CutCommits(dataSource);
        }
    }

    CutCommits(DataSource dataSource) {
        super(dataSource);
    }

    void cutNext(Cut cut) {
        cutNext(cut, () -> { });
    }

    /** @param meanwhile is carried out when the session is gone, before anybody can look what became of the commit */
    void cutNext(Cut cut, Runnable meanwhile) {
        next.set(new Plan(cut, meanwhile));
    }

    /** The commit after the next one arrives, and its answer is lost. */
    void cutAfterOneMore() {
        afterOneMore.set(true);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        Plan plan = next.getAndSet(Plan.NONE);
        if (afterOneMore.compareAndSet(true, false)) {
            cutNext(Cut.AFTER_COMMIT);
        }
        switch (plan.cut()) {
            case NONE -> super.doCommit(status);
            case BEFORE_COMMIT -> {
                endSession();
                CompletableFuture.runAsync(plan.meanwhile()).join();
                super.doCommit(status);
            }
            case AFTER_COMMIT -> {
                long session = session();
                super.doCommit(status);
                end(session);
                CompletableFuture.runAsync(plan.meanwhile()).join();
                throw new TransactionSystemException("The answer to COMMIT was lost");
            }
        }
    }

    /** Ends the session of the transaction that is under way on this thread. */
    void endSession() {
        end(session());
    }

    private long session() {
        return JdbcClient.create(dataSource()).sql("SELECT CONNECTION_ID()").query(Long.class).single();
    }

    private void end(long session) {
        // Not by way of the transaction, whose own connection it would be.
        try (Connection other = dataSource().getConnection()) {
            JdbcClient.create(new SingleConnectionDataSource(other, true)).sql("KILL " + session).update();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private DataSource dataSource() {
        return Objects.requireNonNull(getDataSource());
    }
}
