package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testing.TestDatabase;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many clients at once, on two instances that share nothing but the database. */
class FlashSaleIT {

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
