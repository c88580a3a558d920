package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.Charge;
import dev.holdfast.checkout.payment.Origin;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.testing.Statements;
import dev.holdfast.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many statements the server executes for a list of commands, each of them one round trip: the same for one command as for 256.
 * The commit is one of them, and so is the rollback that ends what only reads. {@code docs/performance.md} publishes them.
 */
class RoundTripsIT {

    private static final int UNITS = 10_000;
    private static final String AS_IN_THE_API = "spring.datasource.hikari.auto-commit=false";
    private static final String NO_RECHECK = "holdfast.idempotency.recheck=1h";
    private static final String ONE_CONNECTION = "spring.datasource.hikari.maximum-pool-size=1";

    private static TestDatabase database;
    private static RunningCheckout checkout;
    private static long product;
    private static final AtomicInteger KEYS = new AtomicInteger();

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        checkout = RunningCheckout.on(database, AS_IN_THE_API, ONE_CONNECTION, NO_RECHECK, "holdfast.checkout.id-block-size=100000");
        checkout.product(++product, UNITS);
        // Takes the blocks of ids, and asks who has too many keys.
        checkout.orderOfNewHold(product, 1);
        checkout.holdOnce("first", product, 1);
    }

    @AfterAll
    static void everyInvariantHeld() {
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
        checkout.close();
        database.close();
    }

    @BeforeEach
    void newProduct() {
        checkout.product(++product, UNITS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void holdsOfBuyersWhoAreNotKnownTakeSeven(int batch) {
        assertThat(statements(() -> hold(batch, i -> null))).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void holdsOfCustomersTakeEight(int batch) {
        assertThat(statements(() -> hold(batch, i -> "customer " + i))).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void holdsWithALimitPerCustomerTakeNine(int batch) {
        checkout.bean(CreateProducts.class).create(List.of(new CreateProducts.Command(
                new Product(++product, "Limited", BigDecimal.TEN, "EUR", 1, null, null), UNITS)));
        assertThat(statements(() -> hold(batch, i -> "customer " + i))).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void refusedHoldsTakeSix(int batch) {
        checkout.product(++product, 1);
        checkout.hold(product, 1);
        assertThat(statements(() -> tryHold(batch, i -> null))).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void holdsThatNeedStaleUnitsTakeTen(int batch) {
        checkout.product(++product, batch);
        makeStale(hold(batch, i -> null));
        assertThat(statements(() -> hold(batch, i -> null))).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void ordersTakeSeven(int batch) {
        List<Hold> holds = hold(batch, i -> "customer " + i);
        assertThat(statements(() -> order(holds))).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void paymentsInTimeTakeEleven(int batch) {
        List<Order> orders = order(hold(batch, i -> "customer " + i));
        assertThat(statements(() -> pay(orders, PaymentStatus.SUCCESS))).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void failedPaymentsTakeFourteen(int batch) {
        List<Order> orders = order(hold(batch, i -> "customer " + i));
        assertThat(statements(() -> pay(orders, PaymentStatus.FAILURE))).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void latePaymentsWhoseUnitsAreGoneTakeTwelve(int batch) {
        checkout.product(++product, batch);
        List<Order> orders = order(hold(batch, i -> "customer " + i));
        pay(orders, PaymentStatus.FAILURE);
        hold(batch, i -> "other customer " + i);
        assertThat(statements(() -> pay(orders, PaymentStatus.SUCCESS))).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void paymentsThatSayWhatTheyChargedTakeElevenAndThoseOfAnotherAmountNine(int batch) {
        List<Order> orders = order(hold(batch, i -> "customer " + i));
        assertThat(statements(() -> charge(orders, new BigDecimal("0.01")))).isEqualTo(9);
        assertThat(statements(() -> charge(orders, orders.getFirst().total()))).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void repeatedPaymentsTakeFour(int batch) {
        List<Order> orders = order(hold(batch, i -> "customer " + i));
        pay(orders, PaymentStatus.SUCCESS);
        int first = KEYS.get() - batch;
        assertThat(statements(() -> {
            KEYS.set(first);
            pay(orders, PaymentStatus.SUCCESS);
        })).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void releasesTakeNine(int batch) {
        List<ReleaseHolds.Command> commands = hold(batch, i -> "customer " + i).stream()
                .map(hold -> new ReleaseHolds.Command(hold.id(), null)).toList();
        assertThat(statements(() -> checkout.bean(ReleaseHolds.class).release(commands))).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void cancelsTakeEleven(int batch) {
        List<CancelOrders.Command> commands = order(hold(batch, i -> "customer " + i)).stream()
                .map(order -> new CancelOrders.Command(order.id(), null)).toList();
        assertThat(statements(() -> checkout.bean(CancelOrders.class).cancel(commands))).isEqualTo(11);
    }

    @Test
    void manyProductsInOneListTakeNoMoreThanOne() {
        List<PlaceHolds.Command> commands = IntStream.range(0, 20).mapToObj(i -> {
            checkout.product(++product, UNITS);
            return new PlaceHolds.Command(product, 1, "customer", null);
        }).toList();
        List<Hold> holds = new ArrayList<>();
        assertThat(statements(() -> holds.addAll(placed(checkout.bean(PlaceHolds.class).place(commands))))).isEqualTo(8);
        List<Order> orders = new ArrayList<>();
        assertThat(statements(() -> orders.addAll(order(holds)))).isEqualTo(7);
        assertThat(statements(() -> pay(orders, PaymentStatus.FAILURE))).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void holdsWithKeysTakeTwoMore(int batch) {
        List<Once<PlaceHolds.Command, PlaceHolds.Outcome>> requests = holdsWithKeys(batch);
        assertThat(statements(() -> assertDecided(checkout.bean(PlaceHolds.class).placeOnce(requests), batch))).isEqualTo(7 + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void ordersPaymentsAndCancelsWithKeysTakeTwoMore(int batch) {
        var toOrder = hold(batch, i -> "customer " + i).stream().map(hold -> RunningCheckout.keyedOrder(newKey(), hold.id())).toList();
        assertThat(statements(() -> assertDecided(checkout.bean(PlaceOrders.class).placeOnce(toOrder), batch))).isEqualTo(7 + 2);
        var toPay = order(hold(batch, i -> "customer " + i)).stream()
                .map(order -> RunningCheckout.keyedPayment(newKey(), newKey(), order.id(), PaymentStatus.SUCCESS)).toList();
        assertThat(statements(() -> assertDecided(checkout.bean(SettlePayments.class).settleOnce(toPay), batch))).isEqualTo(11 + 2);
        var toCancel = order(hold(batch, i -> "customer " + i)).stream()
                .map(order -> RunningCheckout.keyedCancel(newKey(), order.id())).toList();
        assertThat(statements(() -> assertDecided(checkout.bean(CancelOrders.class).cancelOnce(toCancel), batch))).isEqualTo(11 + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 256})
    void holdsThatAreRepeatedTakeThree(int batch) {
        List<Once<PlaceHolds.Command, PlaceHolds.Outcome>> requests = holdsWithKeys(batch);
        checkout.bean(PlaceHolds.class).placeOnce(requests);
        assertThat(statements(() -> assertThat(checkout.bean(PlaceHolds.class).placeOnce(requests))
                .hasOnlyElementsOfType(Once.Result.Repeated.class))).isEqualTo(3);
    }

    @Test
    void aListInWhichOneIsRepeatedTakesThreeMoreThanWithoutKeys() {
        List<Once<PlaceHolds.Command, PlaceHolds.Outcome>> repeated = holdsWithKeys(1);
        checkout.bean(PlaceHolds.class).placeOnce(repeated);
        List<Once<PlaceHolds.Command, PlaceHolds.Outcome>> requests = new ArrayList<>(holdsWithKeys(255));
        requests.addAll(repeated);
        assertThat(statements(() -> assertDecided(checkout.bean(PlaceHolds.class).placeOnce(requests), 255))).isEqualTo(7 + 3);
    }

    @Test
    void askingWhoHasTooManyKeysTakesOne() {
        try (RunningCheckout instance = RunningCheckout.on(database, AS_IN_THE_API, ONE_CONNECTION)) {
            instance.hold(product, 1);
            String key = newKey();
            assertThat(Statements.during(instance.bean(DataSource.class), () -> instance.holdOnce(key, product, 1))).isEqualTo(7 + 2 + 1);
        }
    }

    private static List<Once<PlaceHolds.Command, PlaceHolds.Outcome>> holdsWithKeys(int batch) {
        return IntStream.range(0, batch).mapToObj(i -> RunningCheckout.keyedHold(newKey(), product, 1)).toList();
    }

    private static String newKey() {
        return "key %d %d".formatted(product, KEYS.incrementAndGet());
    }

    private static <O> void assertDecided(List<Once.Result<O>> results, int decided) {
        assertThat(results).filteredOn(Once.Result.Decided.class::isInstance).hasSize(decided);
    }

    @Test
    void aBlockOfIdsTakesThree() {
        try (RunningCheckout instance = RunningCheckout.on(database, AS_IN_THE_API, ONE_CONNECTION, "holdfast.checkout.id-block-size=1")) {
            assertThat(Statements.during(instance.bean(DataSource.class), () -> instance.hold(product, 1))).isEqualTo(7 + 3);
        }
    }

    @Test
    void whatABuyerLooksAtTakesTwoAndAListFour() {
        Order order = order(hold(1, i -> null)).getFirst();
        FindCheckouts find = checkout.bean(FindCheckouts.class);
        assertThat(statements(() -> find.product(product))).isEqualTo(2);
        assertThat(statements(() -> find.products(0, 100))).isEqualTo(4);
        assertThat(statements(() -> find.hold(order.holdId()))).isEqualTo(2);
        assertThat(statements(() -> find.order(order.id()))).isEqualTo(2);
    }

    private static int statements(Runnable work) {
        return Statements.during(checkout.bean(DataSource.class), work);
    }

    private static List<PlaceHolds.Outcome> tryHold(int batch, IntFunction<String> customers) {
        return checkout.bean(PlaceHolds.class).place(IntStream.range(0, batch)
                .mapToObj(i -> new PlaceHolds.Command(product, 1, customers.apply(i), null)).toList());
    }

    private static List<Hold> hold(int batch, IntFunction<String> customers) {
        return placed(tryHold(batch, customers));
    }

    private static List<Hold> placed(List<PlaceHolds.Outcome> outcomes) {
        return outcomes.stream().map(outcome -> ((PlaceHolds.Outcome.Placed) outcome).hold()).toList();
    }

    private static List<Order> order(List<Hold> holds) {
        return checkout.bean(PlaceOrders.class).place(holds.stream().map(hold -> new PlaceOrders.Command(hold.id(), null)).toList())
                .stream().map(outcome -> ((PlaceOrders.Outcome.Placed) outcome).order()).toList();
    }

    private List<SettlePayments.Outcome> pay(List<Order> orders, PaymentStatus status) {
        return checkout.bean(SettlePayments.class).settle(orders.stream().map(order -> new SettlePayments.Command(
                "key %d %d".formatted(product, KEYS.incrementAndGet()), order.id(), status, null)).toList());
    }

    private void charge(List<Order> orders, BigDecimal amount) {
        Charge charge = new Charge(amount, orders.getFirst().currency());
        checkout.bean(SettlePayments.class).settle(orders.stream().map(order -> new SettlePayments.Command(
                "key %d %d".formatted(product, KEYS.incrementAndGet()), order.id(), PaymentStatus.SUCCESS, charge, Origin.UNSTATED, null))
                .toList());
    }

    private static void makeStale(List<Hold> holds) {
        holds.forEach(hold -> checkout.makeStale(hold.id()));
    }
}
