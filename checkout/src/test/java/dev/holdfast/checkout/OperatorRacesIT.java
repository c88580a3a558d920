package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.ChangeStock.Outcome.Changed;
import dev.holdfast.checkout.ChangeStock.Outcome.StockInUse;
import dev.holdfast.checkout.SettlePayments.Outcome.Settled;
import dev.holdfast.checkout.admin.AddProduct;
import dev.holdfast.checkout.admin.ChangeProduct;
import dev.holdfast.checkout.admin.RecordRefund;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The races of what operators do, among themselves and against buyers, run for real by two instances on one database.
 *
 * <p>Proven to notice a lost lock: see {@code docs/transactions.md}, "Locks taken away".
 */
class OperatorRacesIT {

    private static final int ROUNDS = 40;

    private static TestDatabase database;
    private static RunningCheckout one;
    private static RunningCheckout two;
    private static long lastProduct = 100;

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
    void ofTwoWithdrawalsOfTheLastUnitsOneIsMade() throws Exception {
        one.product(product, 5);
        for (int round = 0; round < ROUNDS; round++) {
            List<ChangeStock.Outcome> outcomes = AtOnce.run(() -> new Operator(one).stock(product, -5),
                    () -> new Operator(two).stock(product, -5));
            assertThat(outcomes).filteredOn(Changed.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(StockInUse.class::isInstance).hasSize(1);
            new Operator(one).stock(product, 5);
        }
    }

    @Test
    void withdrawalsAgainstBuyersShareTheUnitsAndNeitherTakesTheOthers() throws Exception {
        for (int round = 0; round < 10; round++) {
            long sale = product + 1_000 * (round + 1);
            one.product(sale, 30);
            List<Callable<Integer>> tasks = new ArrayList<>();
            IntStream.range(0, 20).forEach(i -> tasks.add(() ->
                    (i % 2 == 0 ? one : two).tryHold(sale, 2) instanceof PlaceHolds.Outcome.Placed ? 2 : 0));
            IntStream.range(0, 10).forEach(i -> tasks.add(() ->
                    new Operator(i % 2 == 0 ? one : two).stock(sale, -3) instanceof Changed ? -3 : 0));
            Collections.shuffle(tasks, new Random(round));
            List<Integer> taken = AtOnce.run(tasks);
            int held = taken.stream().filter(units -> units > 0).mapToInt(Integer::intValue).sum();
            int withdrawn = -taken.stream().filter(units -> units < 0).mapToInt(Integer::intValue).sum();
            assertThat(one.available(sale)).isEqualTo(30 - held - withdrawn).isBetween(0, 1);
        }
    }

    @Test
    void additionsAgainstBuyersLoseNoUnit() throws Exception {
        one.product(product, 0);
        List<Callable<Integer>> tasks = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> tasks.add(() ->
                (i % 2 == 0 ? one : two).tryHold(product, 1) instanceof PlaceHolds.Outcome.Placed ? 1 : 0));
        IntStream.range(0, 10).forEach(i -> tasks.add(() ->
                new Operator(i % 2 == 0 ? one : two).stock(product, 1) instanceof Changed ? 0 : -99));
        int held = AtOnce.run(tasks).stream().mapToInt(Integer::intValue).sum();
        assertThat(new Operator(one).product(product).levels().total()).isEqualTo(10);
        assertThat(one.available(product)).isEqualTo(10 - held);
    }

    @Test
    void oneChangeTwentyTimesAtOnceUnderItsKeyIsMadeOnce() throws Exception {
        one.product(product, 5);
        List<Once.Result<ChangeStock.Outcome>> results = AtOnce.run(IntStream.range(0, 20)
                .<Callable<Once.Result<ChangeStock.Outcome>>>mapToObj(i ->
                        () -> new Operator(i % 2 == 0 ? one : two).stockOnce("k", product, 7)).toList());
        assertThat(results).filteredOn(Once.Result.Decided.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Once.Result.Repeated.class::isInstance).hasSize(19);
        assertThat(one.available(product)).isEqualTo(12);
    }

    @Test
    void aWithdrawalAgainstALatePayment() throws Exception {
        one.product(product, 0);
        Set<PaymentOutcome> winners = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            new Operator(one).stock(product, 1);
            Order order = one.orderOfNewHold(product, 1);
            one.cancel(order.id());
            String key = "late-%d-%d".formatted(product, round);
            List<Object> outcomes = AtOnce.run(round, () -> one.pay(key, order.id(), PaymentStatus.SUCCESS),
                    () -> new Operator(two).stock(product, -1));
            PaymentOutcome payment = ((Settled) outcomes.get(0)).outcome();
            assertThat(payment).isEqualTo(outcomes.get(1) instanceof Changed ? PaymentOutcome.REFUND_REQUIRED : PaymentOutcome.PAID);
            winners.add(payment);
        }
        assertThat(winners).as("both sides have won").containsExactlyInAnyOrder(PaymentOutcome.PAID, PaymentOutcome.REFUND_REQUIRED);
    }

    @Test
    void aWithdrawalAgainstTheSweepAndAPaymentOfAStaleHold() throws Exception {
        one.product(product, 0);
        Set<String> withdrawn = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            new Operator(one).stock(product, 2);
            Order order = one.orderOfNewHold(product, 2);
            one.makeStale(order.holdId());
            String key = "stale-%d-%d".formatted(product, round);
            List<Object> outcomes = AtOnce.run(round, () -> one.pay(key, order.id(), PaymentStatus.SUCCESS), () -> two.sweep(product),
                    () -> new Operator(two).stock(product, -2));
            PaymentOutcome payment = ((Settled) outcomes.get(0)).outcome();
            assertThat(payment).isEqualTo(outcomes.get(2) instanceof Changed ? PaymentOutcome.REFUND_REQUIRED : PaymentOutcome.PAID);
            withdrawn.add(outcomes.get(2).getClass().getSimpleName());
        }
        assertThat(withdrawn).as("both sides have won").containsExactlyInAnyOrder("Changed", "StockInUse");
    }

    @Test
    void ofTwoChangesOfOneVersionOneIsMade() throws Exception {
        one.product(product, 5);
        for (int round = 0; round < ROUNDS; round++) {
            long version = new Operator(one).product(product).terms().version();
            int price = 2 * round + 1;
            List<ChangeProduct.Outcome> outcomes = AtOnce.run(() -> new Operator(one).price(product, price + ".00", version),
                    () -> new Operator(two).price(product, price + ".50", version));
            assertThat(outcomes).filteredOn(ChangeProduct.Outcome.Changed.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(ChangeProduct.Outcome.ChangedMeanwhile.class::isInstance).hasSize(1);
            assertThat(new Operator(two).product(product).terms().version()).isEqualTo(version + 1);
        }
        assertThat(count("SELECT COUNT(*) FROM operator_action WHERE subject = 'product/%d'".formatted(product))).isEqualTo(ROUNDS);
    }

    @Test
    void anOrderHasThePriceBeforeOrAfterAChangeAndTheNextOneHasTheNew() throws Exception {
        one.product(product, 1_000);
        BigDecimal before = new BigDecimal("19.99");
        for (int round = 1; round <= ROUNDS; round++) {
            Hold hold = one.hold(product, 3);
            long version = round;
            BigDecimal after = new BigDecimal(round + ".50");
            List<Object> outcomes = AtOnce.run(() -> two.order(hold.id()),
                    () -> new Operator(one).price(product, after.toString(), version));
            Order order = (Order) outcomes.get(0);
            assertThat(order.unitPrice()).isIn(before, after);
            assertThat(order.total()).isEqualTo(order.unitPrice().multiply(BigDecimal.valueOf(3)));
            assertThat(two.orderOfNewHold(product, 1).unitPrice()).as("ordered after the change was answered").isEqualTo(after);
            assertThat(one.bean(FindCheckouts.class).order(order.id()).orElseThrow().unitPrice()).isEqualTo(order.unitPrice());
            before = after;
        }
    }

    @Test
    void productsThatAreAddedAtOnceHaveDifferentIdsAndSkipThoseThatAreTaken() throws Exception {
        long next = new Operator(one).add("before", 1).product().terms().product().id();
        one.product(next + 2, 7);
        List<AddProduct.Added> added = AtOnce.run(IntStream.range(0, 20).<Callable<AddProduct.Added>>mapToObj(i ->
                () -> new Operator(i % 2 == 0 ? one : two).add("Product " + i, i)).toList());
        assertThat(added.stream().map(each -> each.product().terms().product().id()).collect(Collectors.toSet()))
                .hasSize(20).doesNotContain(next, next + 2).contains(next + 1, next + 3);
        assertThat(new Operator(one).product(next + 2).levels().total()).as("left as it was").isEqualTo(7);
    }

    @Test
    void ofTwoReferencesForOneChargeOneIsRecordedAndTheSameAgainIsHarmless() throws Exception {
        one.product(product, 1_000);
        for (int round = 0; round < ROUNDS; round++) {
            Order order = one.orderOfNewHold(product, 1);
            one.pay("first-%d-%d".formatted(product, round), order.id(), PaymentStatus.SUCCESS);
            String twice = "twice-%d-%d".formatted(product, round);
            one.pay(twice, order.id(), PaymentStatus.SUCCESS);
            List<RecordRefund.Outcome> outcomes = AtOnce.run(() -> new Operator(one).refund(twice, "re_1"),
                    () -> new Operator(two).refund(twice, "re_1"), () -> new Operator(one).refund(twice, "re_2"),
                    () -> new Operator(two).refund(twice, "re_2"));
            assertThat(outcomes).filteredOn(RecordRefund.Outcome.Refunded.class::isInstance).hasSize(2).containsOnly(
                    outcomes.get(outcomes.get(0) instanceof RecordRefund.Outcome.Refunded ? 0 : 2));
            assertThat(outcomes).filteredOn(RecordRefund.Outcome.RefundedBefore.class::isInstance).hasSize(2);
            assertThat(count("SELECT COUNT(*) FROM operator_action WHERE subject = 'order/%d'".formatted(order.id()))).isOne();
        }
    }

    private static long count(String sql) {
        return JdbcClient.create(database.dataSource()).sql(sql).query(Long.class).single();
    }
}
