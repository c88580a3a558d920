package dev.holdfast.checkout;

import static dev.holdfast.checkout.MillionHolds.HOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checkout.admin.FindForOperators;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentOutcome;
import dev.holdfast.checkout.search.CheckoutFilter;
import dev.holdfast.checkout.search.Page;
import dev.holdfast.checkout.search.PaymentFilter;
import dev.holdfast.checkout.search.PaymentPosition;
import dev.holdfast.checkout.search.ReceivedPayment;
import dev.holdfast.checkout.search.SearchCheckouts;
import dev.holdfast.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * With 1,000,000 holds in the table no search of an operator looks at more rows than its budget, whatever it is for and wherever it begins:
 * the rows are counted by the server, in the one session that there is. The server's estimates are no help here, because they do not
 * know where a search stops.
 */
@ExtendWith(WithMillionHolds.class)
class SearchPlansIT {

    /** A budget to find the end of the range, and one to search it. */
    private static final long MOST_ROWS = 2 * Page.BUDGET + 500;

    private static final Set<PaymentOutcome> ALL = EnumSet.allOf(PaymentOutcome.class);

    private static RunningCheckout checkout;
    private static SearchCheckouts search;
    private static JdbcOperations jdbc;

    @BeforeAll
    static void start(TestDatabase database) {
        checkout = RunningCheckout.on(database, "spring.datasource.hikari.maximum-pool-size=1",
                "spring.datasource.hikari.data-source-properties.queryInterceptors=" + SentStatements.class.getName());
        search = checkout.bean(SearchCheckouts.class);
        jdbc = checkout.bean(JdbcOperations.class);
        jdbc.update("UPDATE payment SET received_at = received_at - INTERVAL order_id MICROSECOND");
        jdbc.update("UPDATE payment SET outcome = 'duplicate_charge' WHERE order_id % 51200 = 8192");
        jdbc.execute("ANALYZE TABLE payment");
    }

    @AfterAll
    static void stop() {
        checkout.close();
    }

    @Test
    void holds() {
        for (CheckoutFilter filter : filters("customer 4711")) {
            for (long before : List.of(Long.MAX_VALUE, 512_000_000L, 5L)) {
                assertIsBounded(() -> search.holds(filter, before, 200));
            }
        }
    }

    @Test
    void orders() {
        for (CheckoutFilter filter : filters("customer 4001")) {
            for (long before : List.of(Long.MAX_VALUE, 512_000_000L, 5L)) {
                assertIsBounded(() -> search.orders(filter, before, 200));
            }
        }
    }

    @Test
    void paymentsAndWhatIsOwed() {
        PaymentPosition middle = new PaymentPosition(Instant.now().minusSeconds(500), "of 1");
        List<PaymentFilter> filters = List.of(payments(null, null, null, ALL), payments(1_024_000L + 8_192, null, null, ALL),
                payments(null, HOT, null, ALL), payments(null, null, "customer 4007", ALL), payments(null, 987_654L, "nobody", ALL),
                payments(null, null, null, Set.of(PaymentOutcome.DUPLICATE_CHARGE)), PaymentFilter.owed());
        for (PaymentFilter filter : filters) {
            assertIsBounded(() -> search.payments(filter, null, 200));
            assertIsBounded(() -> search.payments(filter, middle, 200));
        }
    }

    @Test
    void singleOnes() {
        long order = jdbc.queryForObject("SELECT MAX(id) FROM orders", Long.class);
        assertThat(rowsReadBy(() -> search.hold(order))).isLessThan(100);
        assertThat(rowsReadBy(() -> search.order(order))).isLessThan(100);
        assertThat(rowsReadBy(() -> search.orderOfHold(order))).isLessThan(100);
        assertThat(rowsReadBy(() -> search.payment("of " + order))).isLessThan(100);
    }

    /** 10,000 holds are active: those are counted, and not the million. Where they are of many products, they are grouped as well. */
    @Test
    void theCatalogueCountsActiveHoldsOnly() {
        FindForOperators find = checkout.bean(FindForOperators.class);
        assertThat(find.product(HOT).orElseThrow().levels().held()).isPositive();
        assertIsBounded(() -> find.product(HOT));
        assertIsBounded(() -> find.products(0, 200), 30_000);
        assertIsBounded(() -> find.actions(null, Long.MAX_VALUE, 200));
        assertIsBounded(() -> find.actions("product/1", Long.MAX_VALUE, 200));
    }

    @Test
    void changes() {
        Operator operator = new Operator(checkout);
        assertIsBounded(() -> operator.stock(HOT, 1));
        assertIsBounded(() -> operator.stock(HOT, -1));
        assertIsBounded(() -> operator.price(3, "1.00", 1));
        assertIsBounded(() -> operator.refund("of " + 1_024 * 5_018, "re_1"));
    }

    @Test
    void fromPageToPageASearchFindsAllThatThereIsAndNothingTwice() {
        CheckoutFilter rare = new CheckoutFilter(HOT, "customer 4201", null, null, null);
        List<Long> found = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            Page<Hold, Long> page = search.holds(rare, before, 3);
            page.items().forEach(hold -> found.add(hold.id()));
            before = page.next();
        }
        assertThat(found).hasSizeGreaterThan(3).isEqualTo(jdbc.queryForList(
                "SELECT id FROM hold WHERE product_id = 1 AND customer_id = 'customer 4201' ORDER BY id DESC", Long.class));
    }

    @Test
    void fromPageToPageAllChargesThatAreOwedAreFound() {
        List<String> found = new ArrayList<>();
        PaymentPosition before = null;
        do {
            Page<ReceivedPayment, PaymentPosition> page = search.payments(PaymentFilter.owed(), before, 190);
            page.items().forEach(payment -> found.add(payment.idempotencyKey()));
            before = page.next();
        } while (before != null);
        assertThat(found).isNotEmpty().isEqualTo(jdbc.queryForList("""
                SELECT idempotency_key FROM payment WHERE outcome IN ('duplicate_charge', 'refund_required')
                ORDER BY received_at DESC, idempotency_key DESC""", String.class));
    }

    private static List<CheckoutFilter> filters(String customer) {
        return List.of(new CheckoutFilter(null, null, null, null, null), new CheckoutFilter(987_654L, null, null, null, null),
                new CheckoutFilter(null, customer, null, null, null), new CheckoutFilter(null, "nobody", null, null, null),
                new CheckoutFilter(HOT, null, "expired", null, null), new CheckoutFilter(null, null, "released", null, null),
                new CheckoutFilter(null, null, null, Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2001-01-01T00:00:00Z")));
    }

    private static PaymentFilter payments(@Nullable Long order, @Nullable Long product, @Nullable String customer,
            Set<PaymentOutcome> outcomes) {
        return new PaymentFilter(order, product, customer, outcomes, null, null, null, false);
    }

    private static void assertIsBounded(Runnable operation) {
        assertIsBounded(operation, MOST_ROWS);
    }

    private static void assertIsBounded(Runnable operation, long mostRows) {
        List<String> statements = SentStatements.during(operation);
        assertThat(statements.stream().filter(sql -> sql.startsWith("SELECT")).map(sql -> Plan.of(sql, jdbc))).allSatisfy(plan -> {
            assertThat(plan.accesses()).noneMatch(Plan.Access::sorts);
            assertThat(plan.ofTables()).noneMatch(access -> access.key() == null);
        });
        assertThat(rowsReadBy(operation)).isLessThanOrEqualTo(mostRows);
    }

    private static long rowsReadBy(Runnable operation) {
        long before = rowsRead();
        operation.run();
        return rowsRead() - before;
    }

    /** What the tables of the server's own answer add is the same each time, and little. */
    private static long rowsRead() {
        return jdbc.query("SHOW SESSION STATUS LIKE 'Handler_read%'", (row, n) -> row.getLong(2)).stream().mapToLong(Long::longValue).sum();
    }
}
