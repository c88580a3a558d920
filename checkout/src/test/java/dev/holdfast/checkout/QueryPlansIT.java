package dev.holdfast.checkout;

import static dev.holdfast.checkout.MillionHolds.HOT;
import static dev.holdfast.checkout.MillionHolds.LIMIT;
import static dev.holdfast.checkout.MillionHolds.SOLD_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.outbox.OutboxBacklog;
import dev.holdfast.outbox.OutboxRow;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractCollectionAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * With 1,000,000 holds in the table each statement of each operation finds its rows by the keys that are named here: no scan, no sort,
 * and never a look at more than {@value #MOST_ROWS} rows. What is explained are the very statements that the operations have just sent.
 *
 * <p>Proven to notice: see {@code docs/performance.md}, "Query plans at 1,000,000 holds".
 */
@ExtendWith(WithMillionHolds.class)
class QueryPlansIT {

    private static final int BATCH = 256;
    private static final int MOST_ROWS = 5_000;

    private static final Pattern FINDS_ROWS = Pattern.compile("(SELECT|UPDATE|DELETE)\\b.*", Pattern.DOTALL);
    private static final AtomicInteger KEYS = new AtomicInteger();

    private static TestDatabase database;
    private static RunningCheckout checkout;

    @BeforeAll
    static void start(TestDatabase filled) {
        database = filled;
        checkout = checkout(100_000);
        // Beyond those of the holds that are there.
        checkout.bean(JdbcOperations.class).update("UPDATE id_block SET next_id = 2000000");
        // Takes the blocks of ids.
        checkout.orderOfNewHold(3, 1);
    }

    private static RunningCheckout checkout(int idBlockSize) {
        return RunningCheckout.on(database,
                "spring.datasource.hikari.data-source-properties.queryInterceptors=" + SentStatements.class.getName(),
                "holdfast.checkout.id-block-size=" + idBlockSize);
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    @Test
    void holds() {
        assertThatPathsOf(() -> hold(3, BATCH)).containsOnly("stock PRIMARY", "product PRIMARY");
    }

    @Test
    void ids() {
        try (RunningCheckout takesABlockEachTime = checkout(1)) {
            assertThatPathsOf(() -> takesABlockEachTime.hold(3, 1)).containsOnly("id_block PRIMARY", "stock PRIMARY", "product PRIMARY");
        }
    }

    @Test
    void holdsOfCustomersWhoseStaleOnesStandInTheWay() {
        assertThatPathsOf(() -> checkout.bean(PlaceHolds.class).place(IntStream.range(0, BATCH).mapToObj(i ->
                new PlaceHolds.Command(HOT, LIMIT, "customer " + 200 * i, null)).toList()))
                .contains("customer_allocation PRIMARY", "hold hold_due", "hold PRIMARY");
    }

    @Test
    void holdsThatNeedStaleUnits() {
        assertThatPathsOf(() -> hold(SOLD_OUT, 4)).contains("hold hold_due", "hold PRIMARY", "orders orders_one_per_hold", "orders PRIMARY");
    }

    @Test
    void refusals() {
        assertThatPathsOf(() -> assertThat(checkout.tryHold(4, 2_000_000)).isInstanceOf(PlaceHolds.Outcome.InsufficientStock.class))
                .contains("stock PRIMARY", "product PRIMARY", "hold hold_due");
    }

    @Test
    void orders() {
        List<Hold> holds = hold(3, BATCH);
        assertThatPathsOf(() -> order(holds)).contains("hold PRIMARY", "product PRIMARY");
    }

    @Test
    void paymentsInTimeFailedAndLate() {
        List<Order> orders = order(hold(3, BATCH));
        assertThatPathsOf(() -> pay(orders, PaymentStatus.FAILURE)).containsOnly(
                "payment PRIMARY", "stock PRIMARY", "hold PRIMARY", "orders PRIMARY", "orders orders_one_per_hold");
        assertThatPathsOf(() -> pay(orders, PaymentStatus.SUCCESS)).containsOnly(
                "payment PRIMARY", "stock PRIMARY", "hold PRIMARY", "orders PRIMARY", "orders orders_one_per_hold");
        List<Order> inTime = order(hold(3, BATCH));
        assertThatPathsOf(() -> pay(inTime, PaymentStatus.SUCCESS)).containsOnly(
                "payment PRIMARY", "hold PRIMARY", "orders PRIMARY", "orders orders_one_per_hold");
    }

    @Test
    void releasesAndCancels() {
        List<ReleaseHolds.Command> releases = hold(3, BATCH).stream().map(hold -> new ReleaseHolds.Command(hold.id(), null)).toList();
        assertThatPathsOf(() -> checkout.bean(ReleaseHolds.class).release(releases)).containsOnly("stock PRIMARY", "hold PRIMARY");
        List<CancelOrders.Command> cancels = order(hold(3, BATCH)).stream()
                .map(order -> new CancelOrders.Command(order.id(), null)).toList();
        assertThatPathsOf(() -> checkout.bean(CancelOrders.class).cancel(cancels)).containsOnly(
                "stock PRIMARY", "hold PRIMARY", "orders PRIMARY", "orders orders_one_per_hold");
    }

    @Test
    void repeatsOfKeys() {
        var requests = IntStream.range(0, BATCH).mapToObj(i -> RunningCheckout.keyedHold("again " + 97 * i, 3, 1)).toList();
        checkout.bean(PlaceHolds.class).placeOnce(requests);
        assertThatPathsOf(() -> assertThat(checkout.bean(PlaceHolds.class).placeOnce(requests))
                .hasOnlyElementsOfType(Once.Result.Repeated.class)).containsOnly("idempotency_key PRIMARY");
    }

    @Test
    void sweeps() {
        ExpireHolds expire = checkout.bean(ExpireHolds.class);
        assertThatPathsOf(expire::productsWithDueHolds).containsOnly("hold hold_due");
        assertThatPathsOf(() -> assertThat(expire.expireDue(HOT, 1_000)).isEqualTo(1_000)).containsOnly(
                "stock PRIMARY", "hold hold_due", "hold PRIMARY", "orders orders_one_per_hold", "orders PRIMARY");
    }

    @Test
    void whoeverAsksThePaymentProvider() {
        ExpireHolds expire = checkout.bean(ExpireHolds.class);
        FindUnsettled find = checkout.bean(FindUnsettled.class);
        List<Order> orders = order(hold(3, BATCH));
        assertThatPathsOf(() -> find.dueOrders(Duration.ofDays(3_650), 500))
                .containsOnly("hold hold_due", "h hold_due", "o orders_one_per_hold");
        assertThatPathsOf(() -> find.knownPayments(orders.stream().map(order -> "key of " + order.id()).toList()))
                .allMatch(path -> path.endsWith("PRIMARY"));
        assertThatPathsOf(() -> expire.expireDue(HOT, 100, Duration.ofDays(3_650))).contains("stock PRIMARY", "hold hold_due");
        assertThatPathsOf(() -> assertThat(expire.expireAmong(3, orders.stream().map(Order::holdId).toList())).isZero())
                .containsOnly("stock PRIMARY", "hold PRIMARY");
    }

    @Test
    void whatABuyerLooksAt() {
        FindCheckouts find = checkout.bean(FindCheckouts.class);
        Order order = order(hold(3, 1)).getFirst();
        assertThatPathsOf(() -> find.product(HOT)).containsOnly("p PRIMARY", "s PRIMARY", "h hold_due");
        assertThatPathsOf(() -> find.products(500, 50)).containsOnly("product PRIMARY", "p PRIMARY", "s PRIMARY", "hold hold_due");
        assertThatPathsOf(() -> find.hold(order.holdId())).containsOnly("hold PRIMARY");
        assertThatPathsOf(() -> find.order(order.id())).containsOnly("orders PRIMARY");
    }

    @Test
    void lookUpsOfCommitsInDoubt() {
        CheckoutTables tables = checkout.bean(CheckoutTables.class);
        List<Order> orders = order(hold(3, BATCH));
        assertThatPathsOf(() -> tables.holds().anyCommitted(orders.stream().map(Order::holdId).toList())).containsOnly("hold PRIMARY");
        assertThatPathsOf(() -> tables.orders().anyCommitted(orders.stream().map(Order::id).toList())).containsOnly("orders PRIMARY");
    }

    @Test
    void theRelay() {
        OutboxBacklog backlog = checkout.bean(OutboxBacklog.class);
        assertThatPathsOf(() -> {
            List<OutboxRow> rows = backlog.read(1, 1_000, Set.of());
            backlog.read(1, 1_000, Set.of(rows.getFirst().event().key()));
            List<Long> ids = rows.stream().map(OutboxRow::id).toList();
            backlog.readOthers(1, 1_000, Set.copyOf(ids));
            backlog.eventIds(1, ids);
            backlog.delete(1, ids);
        }).containsOnly("outbox PRIMARY", "o PRIMARY");
    }

    /** MariaDB reads all waiting rows for it. With one lane that hardly matters: the relay only looks while the lane has nothing to do. */
    @Test
    void theRelaysLookForLanesWithRows() {
        String server = checkout.bean(JdbcOperations.class).queryForObject("SELECT VERSION()", String.class);
        assumeThat(server).doesNotContain("MariaDB");
        assertThatPathsOf(checkout.bean(OutboxBacklog.class)::lanesWithRows).containsOnly("outbox PRIMARY");
    }

    private static AbstractCollectionAssert<?, ?, String, ObjectAssert<String>> assertThatPathsOf(Runnable operation) {
        JdbcOperations jdbc = checkout.bean(JdbcOperations.class);
        List<Plan> plans = SentStatements.during(operation).stream().filter(sql -> FINDS_ROWS.matcher(sql).matches())
                .map(sql -> Plan.of(sql, jdbc)).toList();
        assertThat(plans).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan.accesses()).noneMatch(Plan.Access::sorts);
            assertThat(plan.ofTables()).noneMatch(Plan.Access::scans).allMatch(access -> access.rows() <= MOST_ROWS);
        });
        return assertThat(plans.stream().flatMap(plan -> plan.ofTables().stream()).map(Plan.Access::path).toList());
    }

    private static List<Hold> hold(long product, int batch) {
        return checkout.bean(PlaceHolds.class).place(IntStream.range(0, batch)
                .mapToObj(i -> new PlaceHolds.Command(product, 1, "customer " + i, null)).toList()).stream()
                .map(outcome -> ((PlaceHolds.Outcome.Placed) outcome).hold()).toList();
    }

    private static List<Order> order(List<Hold> holds) {
        return checkout.bean(PlaceOrders.class).place(holds.stream().map(hold -> new PlaceOrders.Command(hold.id(), null)).toList())
                .stream().map(outcome -> ((PlaceOrders.Outcome.Placed) outcome).order()).toList();
    }

    private static void pay(List<Order> orders, PaymentStatus status) {
        checkout.bean(SettlePayments.class).settle(orders.stream().map(order -> new SettlePayments.Command(
                "key %d".formatted(KEYS.incrementAndGet()), order.id(), status, null)).toList());
    }
}
