package dev.holdfast.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.expiry.Shop;
import dev.holdfast.testing.Statements;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcileDueOrdersIT {

    private static final KnownPayments provider = new KnownPayments();
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static TestDatabase database;
    private static Shop shop;

    private ReconcileDueOrders reconciler;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        shop = Shop.with(provider, database, "holdfast.reconciler.grace=30s", "holdfast.reconciler.longest-rest=1s",
                "spring.datasource.hikari.maximum-pool-size=1");
    }

    @AfterAll
    static void stop() {
        shop.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        shop.clear();
        shop.product(1, 20);
        provider.forget();
        reconciler = Workers.reconciler(shop, provider);
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    @Test
    void anOrderWhoseWebhookWasLostIsPaidInsteadOfLetGo() {
        long hold = shop.hold(1, 2);
        long order = shop.order(hold);
        provider.succeeded(order, KnownPayments.euros("39.98"));
        shop.makeStale(List.of(hold), 10);
        long before = shop.lastOutboxId();

        sweep();
        assertThat(shop.orderStatus(order)).isEqualTo("pending");
        assertThat(reconcile()).isZero();

        assertThat(shop.orderStatus(order)).isEqualTo("paid");
        assertThat(shop.holdStatus(hold)).isEqualTo("consumed");
        assertThat(shop.available(1)).isEqualTo(18);
        assertThat(shop.eventsAfter(before)).containsExactlyInAnyOrder("hold.consumed.v1 " + hold + " v3", "order.paid.v1 " + order + " v2",
                "payment.received.v1 " + KnownPayments.key(order) + " v1,\"amount\":39.98,\"currency\":\"EUR\"");
        assertThat(shop.jdbc().sql("SELECT CONCAT(provider, ' ', provider_payment_id, ' ', event_type, ' ', outcome) FROM payment")
                .query(String.class).list()).containsExactly("known pay_" + order + " reconciled paid");
        assertThat(reconcile()).isZero();
        assertThat(provider.asked()).isEqualTo(1);
    }

    @Test
    void anOrderWithoutAPaymentIsLetGoOnceTheProviderHasBeenAsked() {
        List<Long> holds = shop.holds(1, 1, 3);
        List<Long> orders = holds.stream().map(shop::order).toList();
        shop.makeStale(holds, 10);
        // Of somebody else's order, and on several pages.
        List.of(7L, 8L, 9L).forEach(provider::succeeded);

        assertThat(reconcile()).isEqualTo(3);

        assertThat(orders).allSatisfy(order -> assertThat(shop.orderStatus(order)).isEqualTo("expired"));
        assertThat(shop.available(1)).isEqualTo(20);
        assertThat(provider.asked()).isEqualTo(2);
        assertThat(payments()).isZero();
    }

    @Test
    void whileTheProviderIsAwayOrdersWaitForTheGraceAndNoLongerAndOtherHoldsDoNotWait() {
        long reserved = shop.hold(1, 1);
        long waiting = shop.hold(1, 2);
        long overdue = shop.hold(1, 4);
        long waitingOrder = shop.order(waiting);
        long overdueOrder = shop.order(overdue);
        shop.makeStale(List.of(reserved, waiting), 20);
        shop.makeStale(List.of(overdue), 31);
        provider.away("is away");

        assertThat(reconcile()).isZero();
        assertThat(sweep()).isEqualTo(2);

        assertThat(shop.holdStatus(reserved)).isEqualTo("expired");
        assertThat(shop.orderStatus(waitingOrder)).isEqualTo("pending");
        assertThat(shop.orderStatus(overdueOrder)).isEqualTo("expired");
        assertThat(shop.available(1)).isEqualTo(18);

        shop.makeStale(List.of(waiting), 31);
        assertThat(sweep()).isEqualTo(1);
        assertThat(shop.orderStatus(waitingOrder)).isEqualTo("expired");
    }

    @Test
    void ordersThatWaitDoNotKeepHoldsBehindThemFromBeingSwept() {
        List<Long> waiting = shop.holds(1, 1, 5);
        waiting.forEach(shop::order);
        long reserved = shop.hold(1, 1);
        shop.makeStale(waiting, 20);
        shop.makeStale(List.of(reserved), 10);

        assertThat(shop.expireHolds().expireDue(1, 2, GRACE)).isEqualTo(1);
        assertThat(shop.holdStatus(reserved)).isEqualTo("expired");
        assertThat(waiting).allSatisfy(hold -> assertThat(shop.holdStatus(hold)).isEqualTo("attached"));
        shop.makeStale(waiting, 31);
    }

    @Test
    void anOrderWhosePaymentIsUnderWayWaitsAsWell() {
        long hold = shop.hold(1, 1);
        long order = shop.order(hold);
        shop.makeStale(List.of(hold), 10);
        provider.undecided(order);
        assertThat(reconcile()).isZero();
        assertThat(shop.orderStatus(order)).isEqualTo("pending");
        provider.forget();
        assertThat(reconcile()).isEqualTo(1);
        assertThat(shop.orderStatus(order)).isEqualTo("expired");
    }

    @Test
    void aSuccessOfAnotherAmountIsOwedBackAndTheOrderIsLetGo() {
        long hold = shop.hold(1, 2);
        long order = shop.order(hold);
        shop.makeStale(List.of(hold), 10);
        provider.succeeded(order, KnownPayments.euros("19.99"));
        reconcile();
        assertThat(shop.jdbc().sql("SELECT outcome FROM payment").query(String.class).single()).isEqualTo("refund_required");
        sweepAfterTheGrace(hold);
        assertThat(shop.orderStatus(order)).isEqualTo("expired");
    }

    @Test
    void whatWasReadBeforeTheProviderFailedIsSettledAndTheOthersWait() {
        List<Long> holds = shop.holds(1, 1, 3);
        List<Long> orders = holds.stream().map(shop::order).toList();
        shop.makeStale(holds, 10);
        orders.forEach(provider::succeeded);
        provider.beforeEachAnswer(() -> provider.away(provider.asked() == 1 ? null : "answered 500"));

        assertThat(reconcile()).isZero();

        assertThat(orders.stream().map(shop::orderStatus)).containsExactly("paid", "paid", "pending");
        provider.beforeEachAnswer(() -> provider.away(null));
        // Left alone for up to a second after its failure.
        await().until(() -> {
            reconcile();
            return shop.orderStatus(orders.getLast()).equals("paid");
        });
    }

    @Test
    void whereNothingIsDueItTakesOneStatementAndAsksNobody() {
        shop.order(shop.hold(1, 1));
        assertThat(statements(this::reconcile)).isEqualTo(1);
        assertThat(provider.asked()).isZero();
    }

    @Test
    void theNumberOfStatementsDoesNotDependOnTheNumberOfOrders() {
        shop.product(2, 1_000);
        for (int orders : List.of(1, 2, 500)) {
            assertThat(statementsForOrders(orders)).isEqualTo(14);
        }
    }

    private int statementsForOrders(int count) {
        List<Long> holds = shop.holds(2, 1, count);
        holds.forEach(shop::order);
        shop.makeStale(holds, 10);
        return statements(() -> assertThat(reconcile()).isEqualTo(count));
    }

    private static void sweepAfterTheGrace(long hold) {
        shop.makeStale(List.of(hold), 31);
        sweep();
    }

    private int reconcile() {
        return reconciler.reconcileOnce();
    }

    private static int sweep() {
        return shop.expireHolds().expireDue(1, 500, GRACE);
    }

    private static int payments() {
        return shop.jdbc().sql("SELECT COUNT(*) FROM payment").query(Integer.class).single();
    }

    private static int statements(Runnable work) {
        return Statements.during(shop.jdbcTemplate().getDataSource(), work);
    }
}
