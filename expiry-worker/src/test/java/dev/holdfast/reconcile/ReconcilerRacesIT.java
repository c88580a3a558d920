package dev.holdfast.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.CancelOrders;
import dev.holdfast.checkout.PlaceHolds;
import dev.holdfast.checkout.SettlePayments;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.checkout.payment.Origin;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.expiry.Shop;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the Javadoc of {@link ReconcileDueOrders} says of races. Two workers, without any lock between them. */
class ReconcilerRacesIT {

    private static final KnownPayments provider = new KnownPayments();

    private static TestDatabase database;
    private static Shop one;
    private static Shop other;

    private ReconcileDueOrders reconciler;
    private ReconcileDueOrders otherReconciler;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        one = Shop.with(provider, database, "holdfast.reconciler.timeout=1s", "holdfast.reconciler.longest-rest=1s");
        other = Shop.with(provider, database);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        database.close();
    }

    @BeforeEach
    void clear() {
        one.clear();
        one.product(1, 40);
        provider.forget();
        reconciler = Workers.reconciler(one, provider);
        otherReconciler = Workers.reconciler(other, provider);
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    @Test
    void theWebhookAndTwoWorkersSettleAPaymentOnce() throws Exception {
        List<Long> orders = dueOrders(30);
        orders.forEach(provider::succeeded);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            CyclicBarrier start = new CyclicBarrier(3);
            List<Future<Integer>> running = List.of(
                    threads.submit(() -> {
                        start.await();
                        return reconciler.reconcileOnce();
                    }),
                    threads.submit(() -> {
                        start.await();
                        return otherReconciler.reconcileOnce();
                    }),
                    threads.submit(() -> {
                        start.await();
                        orders.forEach(ReconcilerRacesIT::webhook);
                        return 0;
                    }));
            for (Future<Integer> each : running) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(0);
            }
        }
        assertThat(orders).allSatisfy(order -> assertThat(one.orderStatus(order)).isEqualTo("paid"));
        assertThat(one.available(1)).isEqualTo(10);
        assertThat(events("payment.received")).isEqualTo(30);
        assertThat(events("order.paid")).isEqualTo(30);
        assertThat(events("payment.duplicate")).isZero();
    }

    @Test
    void aWebhookThatComesWhileTheProviderIsAskedIsNoSecondCharge() {
        long order = dueOrders(1).getFirst();
        provider.succeeded(order);
        provider.beforeEachAnswer(() -> webhook(order));
        reconcile();
        assertThat(one.orderStatus(order)).isEqualTo("paid");
        assertThat(events("payment.received")).isEqualTo(1);
        webhook(order);
        assertThat(one.jdbc().sql("SELECT outcome FROM payment").query(String.class).list()).containsExactly("paid");
    }

    @Test
    void aPaymentThatComesByWebhookAfterTheProviderHasAnsweredKeepsTheOrder() {
        long order = dueOrders(1).getFirst();
        provider.beforeEachAnswer(() -> webhook(order));
        assertThat(reconcile()).isZero();
        assertThat(one.orderStatus(order)).isEqualTo("paid");
    }

    @Test
    void aBuyerWhoNeedsTheUnitsHasThemWhileTheProviderIsAskedAndThePaymentIsOwedBack() {
        long hold = one.hold(1, 40);
        long order = one.order(hold);
        one.makeStale(List.of(hold), 10);
        provider.succeeded(order);
        provider.beforeEachAnswer(() -> assertThat(buy(1)).isInstanceOf(PlaceHolds.Outcome.Placed.class));
        reconcile();
        assertThat(one.holdStatus(hold)).isEqualTo("expired");
        assertThat(one.orderStatus(order)).isEqualTo("refund_required");
        assertThat(one.available(1)).isEqualTo(39);
    }

    @Test
    void aCancelWhileTheProviderIsAskedLosesNoPayment() {
        long order = dueOrders(1).getFirst();
        provider.succeeded(order);
        provider.beforeEachAnswer(() -> {
            one.bean(CancelOrders.class).cancel(List.of(new CancelOrders.Command(order, null)));
            assertThat(one.orderStatus(order)).isEqualTo("expired");
        });
        assertThat(reconcile()).isZero();
        assertThat(one.orderStatus(order)).isEqualTo("paid");
    }

    @Test
    void anAnswerAfterTheGraceIsALatePaymentWhichTakesTheUnitsAgain() {
        long hold = one.hold(1, 2);
        long order = one.order(hold);
        one.makeStale(List.of(hold), 10);
        provider.succeeded(order);
        provider.beforeEachAnswer(() -> {
            one.makeStale(List.of(hold), 31);
            assertThat(one.expireHolds().expireDue(1, 500, Duration.ofSeconds(30))).isEqualTo(1);
        });
        reconcile();
        assertThat(one.orderStatus(order)).isEqualTo("paid");
        assertThat(one.available(1)).isEqualTo(38);
    }

    @Test
    void twoWorkersLetEachOrderGoOnce() throws Exception {
        List<Long> orders = dueOrders(30);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<Integer>> running = new ArrayList<>();
            for (ReconcileDueOrders worker : List.of(reconciler, otherReconciler)) {
                running.add(threads.submit(() -> {
                    start.await();
                    return worker.reconcileOnce();
                }));
            }
            assertThat(running.getFirst().get(60, TimeUnit.SECONDS) + running.getLast().get(60, TimeUnit.SECONDS)).isEqualTo(30);
        }
        assertThat(orders).allSatisfy(order -> assertThat(one.orderStatus(order)).isEqualTo("expired"));
        assertThat(one.available(1)).isEqualTo(40);
        assertThat(events("order.expired")).isEqualTo(30);
    }

    @Test
    void aProviderThatDoesNotAnswerIsNotWaitedForLongerThanItsTimeoutAndThenLeftAlone() throws Exception {
        long order = dueOrders(1).getFirst();
        CountDownLatch interrupted = new CountDownLatch(1);
        provider.beforeEachAnswer(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException timeIsUp) {
                interrupted.countDown();
            }
        });
        long begin = System.nanoTime();
        assertThat(reconcile()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(20));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        provider.beforeEachAnswer(() -> { });
        int asked = provider.asked();
        assertThat(reconcile()).isZero();
        assertThat(provider.asked()).isEqualTo(asked);
        assertThat(one.orderStatus(order)).isEqualTo("pending");
    }

    private static List<Long> dueOrders(int count) {
        List<Long> holds = one.holds(1, 1, count);
        List<Long> orders = holds.stream().map(one::order).toList();
        one.makeStale(holds, 10);
        return orders;
    }

    private int reconcile() {
        return reconciler.reconcileOnce();
    }

    private static void webhook(long order) {
        one.bean(SettlePayments.class).settle(List.of(new SettlePayments.Command(KnownPayments.key(order), order, PaymentStatus.SUCCESS,
                Charge.UNSTATED, Origin.UNSTATED, null)));
    }

    private static PlaceHolds.Outcome buy(int quantity) {
        return one.bean(PlaceHolds.class).place(List.of(new PlaceHolds.Command(1, quantity, "bob", null))).getFirst();
    }

    private static int events(String type) {
        return one.jdbc().sql("SELECT COUNT(*) FROM outbox WHERE type = :type").param("type", "dev.holdfast." + type + ".v1")
                .query(Integer.class).single();
    }
}
