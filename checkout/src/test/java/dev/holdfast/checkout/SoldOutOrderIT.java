package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.PlaceHolds.Outcome.InsufficientStock;
import dev.holdfast.checkout.PlaceHolds.Outcome.Placed;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.stock.SoldOut;
import dev.holdfast.testing.TestDatabase;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A give-back and a refusal that end at the same time: what the refusal knew does not outlast the give-back.
 *
 * <p>Proven to notice: the first fails when {@code PlaceHolds} remembers only after its commit.
 */
class SoldOutOrderIT {

    private static TestDatabase database;
    private static RunningCheckout checkout;
    private static AroundCommit aroundCommit;
    private static long lastProduct;

    private final long product = ++lastProduct;
    private @Nullable Hold held;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(SettableNanoTime.Application.class)
    static class WithAroundCommit {

        @Bean
        AroundCommit transactionManager(DataSource dataSource) {
            return new AroundCommit(dataSource);
        }
    }

    /** Lets something happen just before or just after the next commit. */
    static final class AroundCommit extends JdbcTransactionManager {

        private static final long serialVersionUID = 1L;
        private static final Runnable NOTHING = () -> { };

        private final transient AtomicReference<Runnable> before = new AtomicReference<>(NOTHING);
        private final transient AtomicReference<Runnable> after = new AtomicReference<>(NOTHING);

        AroundCommit(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            before.getAndSet(NOTHING).run();
            Runnable afterwards = after.getAndSet(NOTHING);
            super.doCommit(status);
            afterwards.run();
        }
    }

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        checkout = RunningCheckout.on(database, WithAroundCommit.class);
        aroundCommit = checkout.bean(AroundCommit.class);
    }

    @AfterAll
    static void stop() {
        checkout.close();
        database.close();
    }

    @BeforeEach
    void holdTheOnlyUnit() {
        checkout.product(product, 1);
        held = checkout.hold(product, 1);
    }

    @Test
    void aGiveBackBetweenTheCommitOfARefusalAndItsAnswer() {
        aroundCommit.after.set(() -> CompletableFuture.runAsync(this::release).join());
        assertThat(checkout.tryHold(product, 1)).isEqualTo(new InsufficientStock(product, 0));
        assertThat(checkout.bean(SoldOut.class).leftOf(product, 1)).isEmpty();
    }

    @Test
    void aHoldAskedForWhileAGiveBackIsAboutToCommit() throws Exception {
        assertThat(checkout.tryHold(product, 1)).isEqualTo(new InsufficientStock(product, 0));
        AtomicReference<CompletableFuture<PlaceHolds.Outcome>> next = new AtomicReference<>();
        aroundCommit.before.set(() -> {
            assertThat(checkout.bean(SoldOut.class).leftOf(product, 1)).isEmpty();
            next.set(CompletableFuture.supplyAsync(() -> checkout.tryHold(product, 1)));
            Awaitility.await().until(SoldOutOrderIT::someoneWaitsForALock);
        });
        release();
        assertThat(next.get().get(10, TimeUnit.SECONDS)).isInstanceOf(Placed.class);
    }

    private static boolean someoneWaitsForALock() {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'").query(Long.class).single() > 0;
    }

    private void release() {
        assertThat(checkout.release(Objects.requireNonNull(held).id())).isInstanceOf(ReleaseHolds.Outcome.Released.class);
    }
}
