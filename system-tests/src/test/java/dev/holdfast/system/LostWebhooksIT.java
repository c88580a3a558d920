package dev.holdfast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.quickstart.simulator.SimulatedProvider;
import dev.holdfast.quickstart.simulator.Webhook;
import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.testing.TestBroker;
import dev.holdfast.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Webhooks are lost, late, repeated and out of order, and the provider cannot be asked one time in three, by a seed: every success still
 * pays its order once, and nothing else does. Holds last for 3 s.
 */
class LostWebhooksIT {

    private static final long SEED = 20_261_123;
    private static final int ORDERS = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Random chance = new Random(SEED);

    @Test
    void everySuccessPaysItsOrderOnceHoweverItsWebhookFares() throws Exception {
        AtomicReference<SimulatedProvider> simulator = new AtomicReference<>();
        try (TestDatabase database = TestDatabase.create();
                RunningSystem system = new RunningSystem(database, TestBroker.bootstrapServers(), api -> made(simulator, api))) {
            try (SimulatedProvider provider = simulator.get()) {
                system.createProduct(1, ORDERS);
                Set<Long> paid = new HashSet<>();
                Map<Long, String> keys = new HashMap<>();
                Set<Long> unpaid = new HashSet<>();
                for (int i = 0; i < ORDERS; i++) {
                    long order = order(system);
                    boolean success = chance.nextInt(4) > 0;
                    if (success || chance.nextBoolean()) {
                        Webhook fate = Webhook.values()[chance.nextInt(Webhook.values().length)];
                        keys.put(order, provider.pay(order, success, fate, Duration.ofMillis(chance.nextInt(8_000))));
                    }
                    (success ? paid : unpaid).add(order);
                }
                JdbcClient jdbc = JdbcClient.create(database.dataSource());
                await().atMost(PATIENCE).until(() -> count(jdbc, "SELECT COUNT(*) FROM orders WHERE status = 'paid'") == paid.size());
                await().atMost(PATIENCE).until(() -> count(jdbc, "SELECT COUNT(*) FROM orders WHERE status = 'pending'") == 0);
                await().atMost(PATIENCE).until(() -> count(jdbc, "SELECT COUNT(*) FROM outbox") == 0);

                assertThat(Set.copyOf(jdbc.sql("SELECT id FROM orders WHERE status = 'paid'").query(Long.class).list())).isEqualTo(paid);
                assertThat(Set.copyOf(jdbc.sql("SELECT id FROM orders WHERE status IN ('cancelled', 'expired')").query(Long.class).list()))
                        .isEqualTo(unpaid);
                assertThat(jdbc.sql("SELECT idempotency_key FROM payment WHERE outcome = 'paid'").query(String.class).list())
                        .containsExactlyInAnyOrderElementsOf(paid.stream().map(keys::get).toList());
                assertThat(count(jdbc, "SELECT COUNT(*) FROM payment WHERE event_type = 'reconciled'")).isPositive();
                assertThat(count(jdbc, "SELECT available FROM stock")).isEqualTo(unpaid.size());
                assertThat(Invariants.brokenBy(database.dataSource())).isEmpty();
            }
        }
    }

    private static PaymentProvider made(AtomicReference<SimulatedProvider> simulator, URI api) {
        simulator.set(new SimulatedProvider(api, SEED, 0.33));
        return simulator.get();
    }

    private static long order(RunningSystem system) throws Exception {
        long hold = system.post("/api/holds", "{\"product_id\": 1, \"quantity\": 1}").body().get("hold_id").asLong();
        return system.post("/api/orders", "{\"hold_id\": %d}".formatted(hold)).body().get("order_id").asLong();
    }

    private static int count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
