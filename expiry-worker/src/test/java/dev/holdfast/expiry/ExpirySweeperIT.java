package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpirySweeperIT {

    private static TestDatabase database;
    private static Shop shop;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        shop = Shop.on(database);
    }

    @AfterAll
    static void stop() {
        shop.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        shop.clear();
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    @Test
    void staleHoldsExpireWithTheirOrdersAndTheirUnitsComeBack() {
        shop.product(1, 20);
        long reserved = shop.hold(1, 2);
        long attached = shop.hold(1, 3);
        long order = shop.order(attached);
        shop.makeStale(List.of(reserved, attached));
        long before = shop.lastOutboxId();

        assertThat(sweeper(500).sweepOnce()).isEqualTo(new Sweep(2, 1, 0, true));

        assertThat(shop.holdStatus(reserved)).isEqualTo("expired");
        assertThat(shop.holdStatus(attached)).isEqualTo("expired");
        assertThat(shop.orderStatus(order)).isEqualTo("expired");
        assertThat(shop.available(1)).isEqualTo(20);
        // The stock was created with version 1, and each of the two holds was one change.
        assertThat(shop.eventsAfter(before)).containsExactlyInAnyOrder("hold.expired.v1 " + reserved + " v2",
                "hold.expired.v1 " + attached + " v3", "order.expired.v1 " + order + " v2", "stock.changed.v1 1 v4");
    }

    @Test
    void activeAndPaidHoldsStay() {
        shop.product(1, 20);
        long active = shop.hold(1, 1);
        long pending = shop.order(shop.hold(1, 2));
        long paidHold = shop.hold(1, 4);
        long paid = shop.order(paidHold);
        shop.pay(paid);
        shop.makeStale(List.of(paidHold));
        long before = shop.lastOutboxId();

        assertThat(sweeper(500).sweepOnce()).isEqualTo(new Sweep(0, 0, 0, true));

        assertThat(shop.holdStatus(active)).isEqualTo("reserved");
        assertThat(shop.orderStatus(pending)).isEqualTo("pending");
        assertThat(shop.holdStatus(paidHold)).isEqualTo("consumed");
        assertThat(shop.orderStatus(paid)).isEqualTo("paid");
        assertThat(shop.available(1)).isEqualTo(13);
        assertThat(shop.eventsAfter(before)).isEmpty();
    }

    @Test
    void aSoldOutProductIsRestocked() {
        shop.product(1, 2);
        long hold = shop.hold(1, 2);
        shop.makeStale(List.of(hold));
        long before = shop.lastOutboxId();
        sweeper(500).sweepOnce();
        assertThat(shop.eventsAfter(before)).containsExactly("hold.expired.v1 " + hold + " v2", "stock.restocked.v1 1 v3");
    }

    @Test
    void oneTransactionExpiresNoMoreThanABatch() {
        shop.product(1, 20);
        shop.makeStale(shop.holds(1, 1, 7));
        long before = shop.lastOutboxId();
        assertThat(sweeper(3).sweepOnce()).isEqualTo(new Sweep(7, 1, 0, true));
        assertThat(shop.eventsAfter(before)).filteredOn(event -> event.startsWith("stock"))
                .containsExactly("stock.changed.v1 1 v3", "stock.changed.v1 1 v4", "stock.changed.v1 1 v5");
        assertThat(shop.available(1)).isEqualTo(20);
    }

    @Test
    void productsTakeTurnsSoThatOneWithManyStaleHoldsDoesNotKeepTheOthersWaiting() {
        shop.product(1, 20);
        shop.product(2, 20);
        List<Long> stale = new ArrayList<>(shop.holds(1, 1, 5));
        stale.addAll(shop.holds(2, 1, 3));
        shop.makeStale(stale);
        long before = shop.lastOutboxId();
        assertThat(sweeper(2).sweepOnce()).isEqualTo(new Sweep(8, 2, 0, true));
        assertThat(shop.eventsAfter(before)).filteredOn(event -> event.startsWith("stock")).extracting(event -> event.substring(0, 18))
                .containsExactly("stock.changed.v1 1", "stock.changed.v1 2",
                        "stock.changed.v1 1", "stock.changed.v1 2", "stock.changed.v1 1");
    }

    @Test
    void aSweepEndsAlthoughCandidatesTurnOutNotToBeStale() {
        shop.product(1, 20);
        long hold = shop.hold(1, 1);
        shop.jdbc().sql("UPDATE hold SET due_at = NOW(6) - INTERVAL 1 MINUTE").update();
        assertThat(sweeper(1).sweepOnce()).isEqualTo(new Sweep(0, 1, 0, true));
        assertThat(shop.holdStatus(hold)).isEqualTo("reserved");
        shop.jdbc().sql("UPDATE hold SET due_at = expires_at").update();
    }

    @Test
    void aProductWhoseTransactionFailsDoesNotStopTheOthers() throws Exception {
        shop.product(1, 20);
        shop.product(2, 20);
        long locked = shop.hold(1, 1);
        long free = shop.hold(2, 1);
        shop.makeStale(List.of(locked, free));
        ExpirySweeper sweeper = sweeper(500);
        try (RowLock _ = new RowLock(database, "SELECT * FROM stock WHERE product_id = 1")) {
            assertThat(sweeper.sweepOnce()).isEqualTo(new Sweep(1, 2, 1, true));
        }
        assertThat(shop.holdStatus(locked)).isEqualTo("reserved");
        assertThat(shop.holdStatus(free)).isEqualTo("expired");
        assertThat(sweeper.sweepOnce()).isEqualTo(new Sweep(1, 1, 0, true));
        assertThat(shop.holdStatus(locked)).isEqualTo("expired");
    }

    @Test
    void theNextSweepBeginsBehindTheProductThatUsedUpTheTime() throws Exception {
        shop.product(1, 20);
        shop.product(2, 20);
        long locked = shop.hold(1, 1);
        long free = shop.hold(2, 1);
        shop.makeStale(List.of(locked, free));
        ExpirySweeper sweeper = shop.sweeper(
                new SweepProperties(Duration.ofSeconds(1), 500, Duration.ofMillis(500), Duration.ofSeconds(30)));
        try (RowLock _ = new RowLock(database, "SELECT * FROM stock WHERE product_id = 1")) {
            assertThat(sweeper.sweepOnce()).isEqualTo(new Sweep(0, 2, 1, false));
            assertThat(sweeper.sweepOnce().expired()).isEqualTo(1);
            assertThat(shop.holdStatus(free)).isEqualTo("expired");
        }
    }

    @Test
    void theAgeOfTheOldestStaleHoldIsKnown() {
        shop.product(1, 20);
        shop.product(2, 20);
        shop.hold(1, 1);
        assertThat(shop.expireHolds().productsWithDueHolds()).isEmpty();
        shop.makeStale(List.of(shop.hold(2, 1)));
        assertThat(shop.expireHolds().productsWithDueHolds()).singleElement().satisfies(due -> {
            assertThat(due.productId()).isEqualTo(2);
            assertThat(due.overdue()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
        });
    }

    private static ExpirySweeper sweeper(int batchSize) {
        return shop.sweeper(new SweepProperties(Duration.ofSeconds(1), batchSize, Duration.ofSeconds(30), Duration.ofMinutes(1)));
    }
}
