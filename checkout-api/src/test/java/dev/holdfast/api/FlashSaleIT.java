package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testing.TestDatabase;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many clients at once, on two instances that share nothing but the database. */
class FlashSaleIT {

    private static final String REFUSED_FROM_MEMORY = "holdfast_sold_out_refusals_total";
    private static final String PRODUCT_QUERIES = "holdfast_group_commit_transaction_seconds_count{of=\"product-reads\"}";

    private static TestDatabase database;
    private static RunningApi one;
    private static RunningApi other;

    @BeforeAll
    static void startBoth() {
        database = TestDatabase.create();
        one = RunningApi.on(database, database.jdbcUrl());
        other = RunningApi.on(database, database.jdbcUrl());
    }

    @AfterAll
    static void stopBoth() {
        one.close();
        other.close();
        database.close();
    }

    @Test
    void twoHundredBuyersOfAHundredUnitsGetExactlyAHundred() throws InterruptedException {
        long product = one.product(100);

        List<Answer> answers = RunningApi.allAtOnce(Collections.nCopies(200, () -> one.post("/api/holds", hold(product))));

        List<Answer> placed = answers.stream().filter(answer -> answer.status() == 201).toList();
        List<Answer> refused = answers.stream().filter(answer -> answer.status() != 201).toList();
        assertThat(placed).hasSize(100);
        assertThat(placed.stream().map(answer -> answer.number("hold_id"))).doesNotHaveDuplicates();
        assertThat(refused).hasSize(100).allSatisfy(answer ->
                assertThat(answer.isProblem(409, "insufficient-stock").number("available_stock")).isZero());
        assertThat(one.get("/api/products/" + product).number("available_stock")).isZero();
        assertThat(one.count("SELECT COALESCE(SUM(quantity), 0) FROM hold WHERE product_id = ?", product)).isEqualTo(100);
    }

    @Test
    void aSoldOutProductIsRefusedWithoutTheDatabaseUntilAUnitComesBackOnEitherInstance() {
        long product = one.product(1);
        long held = one.hold(product, 1);
        double before = one.metric(REFUSED_FROM_MEMORY);

        await().until(() -> {
            RunningApi.allAtOnce(Collections.nCopies(20, () -> one.post("/api/holds", hold(product)))).forEach(refused ->
                    assertThat(refused.isProblem(409, "insufficient-stock").number("available_stock")).isZero());
            return one.metric(REFUSED_FROM_MEMORY) > before;
        });
        one.delete("/api/holds/" + held).isJson(200);
        long heldAgain = one.post("/api/holds", hold(product)).isJson(201).number("hold_id");

        one.post("/api/holds", hold(product)).isProblem(409, "insufficient-stock");
        other.delete("/api/holds/" + heldAgain).isJson(200);
        await().until(() -> one.post("/api/holds", hold(product)).status() == 201);
    }

    @Test
    void readersShareQueriesAndDoNotSeeUnitsWhoseHoldsWereAnsweredBefore() throws InterruptedException {
        long product = one.product(1_000);
        AtomicInteger held = new AtomicInteger();
        double queries = one.metric(PRODUCT_QUERIES);

        List<Answer> reads = RunningApi.allAtOnce(IntStream.range(0, 64).<Callable<Answer>>mapToObj(reader -> () -> {
            for (int i = 0; i < 10; i++) {
                other.hold(product, 1);
                int atLeast = held.incrementAndGet();
                assertThat(one.get("/api/products/" + product).isJson(200).number("available_stock")).isLessThanOrEqualTo(1_000 - atLeast);
            }
            return one.get("/api/products/" + product);
        }).toList());

        assertThat(reads).allSatisfy(read -> assertThat(read.isJson(200).number("available_stock")).isBetween(360L, 1_000L));
        assertThat(one.get("/api/products/" + product).number("available_stock")).isEqualTo(360);
        assertThat(one.metric(PRODUCT_QUERIES) - queries).isBetween(1.0, 64.0 * 11 - 1);
    }

    @Test
    void aProductThatIsNotThereIsNotFoundByAnyOfManyReaders() throws InterruptedException {
        assertThat(RunningApi.allAtOnce(Collections.nCopies(64, () -> one.get("/api/products/987654"))))
                .allSatisfy(read -> assertThat(read.isProblem(404, "product-not-found").number("product_id")).isEqualTo(987654));
    }

    @Test
    void aPaymentDeliveredTwentyTimesAtOnceToTwoInstancesHasOneEffectAndOneAnswer() throws InterruptedException {
        long order = one.order(one.hold(one.product(1), 1));
        long events = one.count("SELECT COUNT(*) FROM outbox");
        List<Callable<Answer>> deliveries = Stream.of(one, other).flatMap(instance -> Collections.<Callable<Answer>>nCopies(10,
                () -> instance.pay("storm", order, "success")).stream()).toList();

        List<Answer> answers = RunningApi.allAtOnce(deliveries);

        Set<String> bodies = new HashSet<>();
        answers.forEach(answer -> bodies.add(answer.isJson(200).text()));
        assertThat(bodies).containsExactly("{\"order_id\":%d,\"order_status\":\"paid\",\"outcome\":\"paid\"}".formatted(order));
        assertThat(one.count("SELECT COUNT(*) FROM payment")).isEqualTo(1);
        // The hold is consumed, the order paid, the payment received: once each.
        assertThat(one.count("SELECT COUNT(*) FROM outbox")).isEqualTo(events + 3);
        assertThat(List.of(one.count("SELECT version FROM orders WHERE id = ?", order), one.count("SELECT MAX(version) FROM payment")))
                .containsExactly(2L, 1L);
    }

    private static String hold(long product) {
        return "{\"product_id\": %d, \"quantity\": 1}".formatted(product);
    }
}
