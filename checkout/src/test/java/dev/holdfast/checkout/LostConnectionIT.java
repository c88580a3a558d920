package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.transaction.LockedTransaction;
import dev.holdfast.checkout.transaction.StorageUnavailable;
import dev.holdfast.testing.TestDatabase;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is waited for, and what is known, when a row stays locked or a connection ends at another moment than the commit. */
class LostConnectionIT {

    private static TestDatabase database;
    private static RunningCheckout checkout;
    private static CutCommits commits;
    private static long lastProduct;

    private final long product = ++lastProduct;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        checkout = RunningCheckout.on(database, CutCommits.Installed.class);
        commits = checkout.bean(CutCommits.class);
    }

    @AfterAll
    static void stop() {
        checkout.close();
        database.close();
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    @Test
    void theLookUpWaitsForACommitThatIsStillUnderWay() throws Exception {
        checkout.product(product, 5);
        Hold known = checkout.hold(product, 1);
        long inFlight = known.id() + (1L << 40);
        CheckoutTables tables = checkout.bean(CheckoutTables.class);
        try (Connection slow = database.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            JdbcClient session = JdbcClient.create(new SingleConnectionDataSource(slow, true));
            session.sql("INSERT INTO hold SELECT :id, product_id, customer_id, quantity, 'released', created_at, expires_at, NULL, 1"
                    + " FROM hold WHERE id = :known").param("id", inFlight).param("known", known.id()).update();
            CompletableFuture<Boolean> found = CompletableFuture.supplyAsync(() -> tables.holds().anyCommitted(Set.of(inFlight)));
            Awaitility.await().until(this::someoneWaitsForALock);
            assertThat(found).isNotDone();
            slow.rollback();
            assertThat(found.get(5, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void aRowThatAStrangerKeepsLockedEndsInARefusalWithoutEffect() throws Exception {
        checkout.product(product, 5);
        try (Connection stranger = database.dataSource().getConnection()) {
            stranger.setAutoCommit(false);
            try (var lock = stranger.createStatement()) {
                lock.executeQuery("SELECT 1 FROM stock WHERE product_id = " + product + " FOR UPDATE");
            }
            assertThatThrownBy(() -> checkout.tryHold(product, 1)).isInstanceOfSatisfying(StorageUnavailable.class,
                    refused -> assertThat(refused.isOutcomeUnknown()).isFalse());
            stranger.rollback();
        }
        assertThat(checkout.available(product)).isEqualTo(5);
        checkout.hold(product, 5);
    }

    @Test
    void aConnectionLostBeforeTheCommitWasSentMeansNothingHappened() {
        checkout.product(product, 5);
        assertThatThrownBy(() -> checkout.bean(LockedTransaction.class).run("lose the connection", status -> {
            checkout.bean(CheckoutTables.class).stocks().lock(Set.of(product));
            commits.endSession();
            return checkout.bean(CheckoutTables.class).clock().now();
        }, any -> false)).isInstanceOfSatisfying(StorageUnavailable.class, lost -> assertThat(lost.isOutcomeUnknown()).isFalse());
        checkout.hold(product, 5);
    }

    private boolean someoneWaitsForALock() {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'").query(Long.class).single() > 0;
    }
}
