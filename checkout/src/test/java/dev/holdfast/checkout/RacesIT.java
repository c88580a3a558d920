package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.SettlePayments.Outcome.Settled;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The races of the locked transactions, run for real by two instances on one database.
 *
 * <p>Proven to notice a lost lock: see {@code docs/transactions.md}, "Locks taken away".
 */
class RacesIT {

    private static final int ROUNDS = 60;

    private static TestDatabase database;
    private static RunningCheckout one;
    private static RunningCheckout two;
    private static long lastProduct;

    private final long product = ++lastProduct;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        one = RunningCheckout.on(database);
        two = RunningCheckout.on(database);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        database.close();
    }

    @AfterEach
    void everyInvariantHolds() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    @Test
    void ofFiftyBuyersOfTheLastUnitOneGetsIt() throws Exception {
        one.product(product, 1);
        List<PlaceHolds.Outcome> outcomes = AtOnce.run(IntStream.range(0, 50)
                .<Callable<PlaceHolds.Outcome>>mapToObj(i -> () -> (i % 2 == 0 ? one : two).tryHold(product, 1)).toList());
        assertThat(outcomes).filteredOn(PlaceHolds.Outcome.Placed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(new PlaceHolds.Outcome.InsufficientStock(product, 0)::equals).hasSize(49);
        assertThat(one.availableStock(product)).isZero();
    }

    @Test
    void ofTwentyOrdersForOneHoldOneIsPlaced() throws Exception {
        one.product(product, 5);
        Hold hold = one.hold(product, 2);
        List<PlaceOrders.Outcome> outcomes = AtOnce.run(IntStream.range(0, 20)
                .<Callable<PlaceOrders.Outcome>>mapToObj(i -> () -> (i % 2 == 0 ? one : two).tryOrder(hold.id())).toList());
        assertThat(outcomes).filteredOn(PlaceOrders.Outcome.Placed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(PlaceOrders.Outcome.HoldNotReserved.class::isInstance).hasSize(19);
    }

    @Test
    void theSameWebhookTwentyTimesAtOnceHasOneEffectAndOneAnswer() throws Exception {
        one.product(product, 100);
        for (int round = 0; round < 10; round++) {
            Order order = one.orderOfNewHold(product, 1);
            String key = "twenty-" + round;
            PaymentStatus status = round % 2 == 0 ? PaymentStatus.SUCCESS : PaymentStatus.FAILURE;
            List<SettlePayments.Outcome> outcomes = AtOnce.run(IntStream.range(0, 20)
                    .<Callable<SettlePayments.Outcome>>mapToObj(i -> () -> (i % 2 == 0 ? one : two).pay(key, order.id(), status)).toList());
            assertThat(outcomes).filteredOn(outcome -> !((Settled) outcome).repeated()).hasSize(1);
            assertThat(outcomes.stream().map(outcome -> ((Settled) outcome).outcome()).collect(Collectors.toSet()))
                    .isEqualTo(Set.of(round % 2 == 0 ? PaymentOutcome.PAID : PaymentOutcome.CANCELLED));
        }
    }

    @Test
    void payAgainstExpireAgainstABuyerWhoNeedsTheUnits() throws Exception {
        one.product(product, 2);
        Set<Object> winners = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Order order = one.orderOfNewHold(product, 2);
            one.makeStale(order.holdId());
            String key = "expire-" + round;
            List<Object> outcomes = AtOnce.run(round,
                    () -> one.pay(key, order.id(), PaymentStatus.SUCCESS), () -> two.sweep(product), () -> two.tryHold(product, 2));
            PaymentOutcome payment = ((Settled) outcomes.get(0)).outcome();
            boolean resold = outcomes.get(2) instanceof PlaceHolds.Outcome.Placed;
            assertThat(payment).isEqualTo(resold ? PaymentOutcome.REFUND_REQUIRED : PaymentOutcome.PAID);
            winners.add(payment);
            if (resold) {
                one.release(((PlaceHolds.Outcome.Placed) outcomes.get(2)).hold().id());
            } else {
                sellMore();
            }
        }
        assertThat(winners).as("both sides have won").contains(PaymentOutcome.PAID, PaymentOutcome.REFUND_REQUIRED);
    }

    /** The units of a round are sold; the next one starts with two new ones. */
    private void sellMore() {
        JdbcClient.create(database.dataSource())
                .sql("UPDATE stock SET total = total + 2, available = available + 2 WHERE product_id = :product")
                .param("product", product).update();
    }

    @Test
    void cancelAgainstPayment() throws Exception {
        one.product(product, 1_000);
        Set<String> firsts = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Order order = one.orderOfNewHold(product, 1);
            String key = "cancel-" + round;
            List<Object> outcomes = AtOnce.run(round, () -> one.pay(key, order.id(), PaymentStatus.SUCCESS),
                    () -> two.cancel(order.id()));
            assertThat(((Settled) outcomes.get(0)).outcome()).as("the stock is there, so the money is never owed back")
                    .isEqualTo(PaymentOutcome.PAID);
            assertThat(one.orderStatus(order.id())).isEqualTo("paid");
            firsts.add(outcomes.get(1).getClass().getSimpleName());
        }
        assertThat(firsts).as("both sides have won").containsExactlyInAnyOrder("Cancelled", "OrderNotPending");
    }

    @Test
    void successAgainstFailureAgainstReleaseAgainstOrder() throws Exception {
        one.product(product, 1_000);
        for (int round = 0; round < ROUNDS; round++) {
            Order order = one.orderOfNewHold(product, 1);
            Hold hold = one.hold(product, 1);
            String key = "mixed-" + round;
            AtOnce.run(() -> one.pay(key + "s", order.id(), PaymentStatus.SUCCESS), () -> two.pay(key + "f", order.id(), PaymentStatus.FAILURE),
                    () -> two.tryOrder(hold.id()), () -> one.release(hold.id()));
            assertThat(one.orderStatus(order.id())).isEqualTo("paid");
            assertThat(one.holdStatus(hold.id())).isIn("attached", "released");
        }
    }

    @Test
    void twoSweepsOfTheSameHoldsGiveTheUnitsBackOnce() throws Exception {
        one.product(product, 40);
        List<Hold> holds = IntStream.range(0, 20).mapToObj(i -> one.hold(product, 2)).toList();
        holds.stream().limit(10).forEach(hold -> one.order(hold.id()));
        holds.forEach(hold -> one.makeStale(hold.id()));
        List<Integer> expired = AtOnce.run(
                () -> one.sweep(product), () -> two.sweep(product), () -> one.sweep(product), () -> two.sweep(product));
        assertThat(expired.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
        assertThat(one.available(product)).isEqualTo(40);
    }

    @Test
    void everythingAtOnceOnAFewProductsWithASeed() throws Exception {
        long seed = 20_260_101;
        List<Long> products = List.of(product, product + 1_000, product + 2_000);
        products.forEach(id -> one.product(id, 12));
        ConcurrentLinkedQueue<Hold> holds = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();
        List<Callable<Integer>> buyers = new ArrayList<>();
        for (int buyer = 0; buyer < 12; buyer++) {
            Random random = new Random(seed + buyer);
            RunningCheckout instance = buyer % 2 == 0 ? one : two;
            String name = "swarm-" + buyer + "-";
            buyers.add(() -> {
                for (int step = 0; step < 60; step++) {
                    step(random, instance, products, holds, orders, name + step);
                }
                return 0;
            });
        }
        assertThat(AtOnce.run(buyers)).hasSize(12);
        assertThat(holds).isNotEmpty();
        assertThat(orders).isNotEmpty();
    }

    private static void step(Random random, RunningCheckout instance, List<Long> products, ConcurrentLinkedQueue<Hold> holds,
            ConcurrentLinkedQueue<Order> orders, String key) {
        Hold hold = anyOf(holds, random);
        Order order = anyOf(orders, random);
        int action = random.nextInt(10);
        if (action < 4 || hold == null) {
            if (instance.tryHold(products.get(random.nextInt(products.size())), 1 + random.nextInt(3))
                    instanceof PlaceHolds.Outcome.Placed placed) {
                holds.add(placed.hold());
            }
        } else if (action < 6) {
            if (instance.tryOrder(hold.id()) instanceof PlaceOrders.Outcome.Placed placed) {
                orders.add(placed.order());
            }
        } else if (action == 6 || order == null) {
            instance.makeStale(hold.id());
            instance.sweep(hold.productId());
        } else if (action == 7) {
            instance.release(hold.id());
            instance.cancel(order.id());
        } else {
            instance.pay(random.nextInt(3) == 0 ? "shared-" + order.id() : key, order.id(),
                    random.nextInt(3) == 0 ? PaymentStatus.FAILURE : PaymentStatus.SUCCESS);
        }
    }

    private static <T> T anyOf(ConcurrentLinkedQueue<T> queue, Random random) {
        Object[] all = queue.toArray();
        @SuppressWarnings("unchecked")
        T any = all.length == 0 ? null : (T) all[random.nextInt(all.length)];
        return any;
    }
}
