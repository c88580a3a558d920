package dev.holdfast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.system.RunningSystem.Answer;
import dev.holdfast.testing.TestBroker;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** From the HTTP line to the consumer: all three applications on a real database and a real broker. */
class WholeSystemIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestDatabase database;
    private static RunningSystem system;
    private static SeenEvents seen;
    private static long lastProduct = 100;

    private final long product = ++lastProduct;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        system = new RunningSystem(database, TestBroker.bootstrapServers());
        seen = new SeenEvents(TestBroker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        seen.close();
        system.close();
        database.close();
    }

    @Test
    void aPaidCheckoutIsSeenByAConsumerOnceAndInOrder() throws Exception {
        system.createProduct(product, 10);
        long hold = system.post("/api/holds", "{\"product_id\": %d, \"quantity\": 2}".formatted(product)).body().get("hold_id").asLong();
        Answer order = system.post("/api/orders", "{\"hold_id\": %d}".formatted(hold));
        assertThat(order.status()).isEqualTo(201);
        String payment = "{\"idempotency_key\": \"whole-%d\", \"order_id\": %d, \"status\": \"success\"}"
                .formatted(product, order.body().get("order_id").asLong());
        Answer first = system.post("/api/payments/webhook", payment);
        assertThat(first.body().get("order_status").asString()).isEqualTo("paid");
        assertThat(system.post("/api/payments/webhook", payment)).isEqualTo(first);

        await().atMost(PATIENCE).untilAsserted(() -> {
            seen.look();
            assertThat(seen.types("checkout.holds", hold)).containsExactly("hold.created", "hold.attached", "hold.consumed");
            assertThat(seen.types("checkout.orders", hold)).containsExactly("order.created", "order.paid");
            assertThat(seen.types("checkout.payments", hold)).containsExactly("payment.received");
        });
        assertThat(seen.complaints()).isEmpty();
        assertThat(Invariants.brokenBy(database.dataSource())).isEmpty();
    }

    @Test
    void anUnpaidHoldAndItsOrderExpireAndTheUnitsAreBack() throws Exception {
        system.createProduct(product, 10);
        long hold = system.post("/api/holds", "{\"product_id\": %d, \"quantity\": 4}".formatted(product)).body().get("hold_id").asLong();
        long order = system.post("/api/orders", "{\"hold_id\": %d}".formatted(hold)).body().get("order_id").asLong();
        assertThat(availableStock()).isEqualTo(6);

        await().atMost(PATIENCE).untilAsserted(() -> {
            seen.look();
            assertThat(seen.types("checkout.holds", hold)).containsExactly("hold.created", "hold.attached", "hold.expired");
            assertThat(seen.types("checkout.orders", hold)).containsExactly("order.created", "order.expired");
        });
        assertThat(availableStock()).isEqualTo(10);
        assertThat(system.get("/api/orders/" + order).body().get("status").asString()).isEqualTo("expired");
        assertThat(seen.complaints()).isEmpty();
        assertThat(Invariants.brokenBy(database.dataSource())).isEmpty();
    }

    @Test
    void twoHundredBuyersOfAHundredUnitsGetExactlyTheHundredAndEveryEventArrivesOnce() throws Exception {
        system.createProduct(product, 100);
        List<Answer> answers = atOnce(200, "{\"product_id\": %d, \"quantity\": 1}".formatted(product));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(100);
        assertThat(answers).filteredOn(answer -> answer.status() == 409
                && answer.body().get("type").asString().endsWith("/insufficient-stock")
                && answer.body().get("available_stock").asInt() == 0).hasSize(100);

        List<Long> holds = answers.stream().filter(answer -> answer.status() == 201).map(answer -> answer.body().get("hold_id").asLong()).toList();
        await().atMost(PATIENCE).untilAsserted(() -> {
            seen.look();
            assertThat(holds).allSatisfy(hold -> assertThat(seen.types("checkout.holds", hold)).containsExactly("hold.created", "hold.expired"));
        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(waitingRows()).isZero());
        assertThat(availableStock()).isEqualTo(100);
        assertThat(seen.complaints()).isEmpty();
        assertThat(Invariants.brokenBy(database.dataSource())).isEmpty();
    }

    /** Its type has no topic, so Kafka never takes it. An operator sees it and has it skipped; what waited behind it arrives in order. */
    @Test
    void anEventThatCannotBePublishedHoldsBackItsKeyUntilAnOperatorSkipsIt() throws Exception {
        system.createProduct(product, 10);
        long hold = system.post("/api/holds", "{\"product_id\": %d, \"quantity\": 1}".formatted(product)).body().get("hold_id").asLong();
        String event = UUID.randomUUID().toString();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("""
                INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at)
                VALUES (0, ?, 'unheard-of', ?, 'dev.holdfast.test.v1', 's', '{}', NOW(6))""").params(event, Long.toString(hold)).update();
        long order = system.post("/api/orders", "{\"hold_id\": %d}".formatted(hold)).body().get("order_id").asLong();
        system.post("/api/payments/webhook", "{\"idempotency_key\": \"parked-%d\", \"order_id\": %d, \"status\": \"success\"}"
                .formatted(product, order));

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode parked = system.get("/admin/outbox/parked").body();
            assertThat(parked).hasSize(1);
            assertThat(parked.get(0).get("event_id").asString()).isEqualTo(event);
            assertThat(parked.get(0).get("refusal").asString()).contains("no topic");
            assertThat(parked.get(0).get("waiting_behind").asInt()).isEqualTo(5);
            assertThat(seen.look().types("checkout.holds", hold)).containsExactly("hold.created");
        });

        Answer decided = system.post("/admin/outbox/parked/" + event + "/skip", "{\"operator\": \"ann\", \"reason\": \"for a test\"}");
        assertThat(decided.status()).isEqualTo(202);

        await().atMost(PATIENCE).untilAsserted(() -> {
            seen.look();
            assertThat(seen.types("checkout.holds", hold)).containsExactly("hold.created", "hold.attached", "hold.consumed");
            assertThat(seen.types("checkout.orders", hold)).containsExactly("order.created", "order.paid");
            assertThat(seen.types("checkout.payments", hold)).containsExactly("payment.received");
        });
        assertThat(system.get("/admin/outbox/parked").body()).isEmpty();
        assertThat(jdbc.sql("SELECT CONCAT(operator, ' ', outcome) FROM operator_action WHERE id = ?")
                .param(decided.body().get("action_id").asLong()).query(String.class).single()).isEqualTo("ann skipped");
        assertThat(seen.complaints()).isEmpty();
        assertThat(Invariants.brokenBy(database.dataSource())).isEmpty();
    }

    private static List<Answer> atOnce(int clients, String body) throws Exception {
        CyclicBarrier start = new CyclicBarrier(clients);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                sent.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return system.post("/api/holds", body);
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : sent) {
                answers.add(answer.get(60, TimeUnit.SECONDS));
            }
            return answers;
        }
    }

    private int availableStock() throws Exception {
        return system.get("/api/products/" + product).body().get("available_stock").asInt();
    }

    private static long waitingRows() {
        return JdbcClient.create(database.dataSource()).sql("SELECT COUNT(*) FROM outbox").query(Long.class).single();
    }
}
