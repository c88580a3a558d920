package dev.holdfast.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.changelog.Invariants;
import dev.holdfast.reconcile.stripe.StripeStub;
import dev.holdfast.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as it is run where Stripe can be asked. */
@ExtendWith(OutputCaptureExtension.class)
class ReconcilingWorkerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "sk_test_do_not_tell";

    @TempDir
    private File directory;

    private TestDatabase database;
    private Shop shop;
    private StripeStub stripe;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.create();
        shop = Shop.on(database);
        stripe = new StripeStub();
        shop.product(1, 10);
    }

    @AfterEach
    void stop() {
        stripe.close();
        shop.close();
        database.close();
    }

    @Test
    void aLostWebhookIsSettledAndWhatNobodyPaidForExpires(CapturedOutput output) {
        long paid = dueOrder(2);
        long unpaid = dueOrder(3);
        stripe.intent("pi_1", Instant.now().getEpochSecond(), "succeeded", 3_998, "eur", String.valueOf(paid));
        stripe.next(exchange -> StripeStub.send(exchange, 500, "{}"));
        try (ConfigurableApplicationContext worker = worker()) {
            await().atMost(PATIENCE).until(() -> shop.orderStatus(paid), "paid"::equals);
            await().atMost(PATIENCE).until(() -> shop.orderStatus(unpaid), "expired"::equals);
            MeterRegistry meters = worker.getBean(MeterRegistry.class);
            await().atMost(PATIENCE).until(() -> meters.get("holdfast.reconciler.settled").tag("outcome", "paid").counter().count() == 1);
            assertThat(meters.get("holdfast.reconciler.asked").counter().count()).isPositive();
            assertThat(meters.get("holdfast.reconciler.requests").tag("outcome", "failed").timer().count()).isEqualTo(1);
        }
        assertThat(shop.available(1)).isEqualTo(8);
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
        assertThat(lines(output, "was never told by a webhook")).hasSize(1);
        assertThat(output.getAll()).doesNotContain(KEY);
    }

    @Test
    void aProviderThatStaysAwayIsSaidOnceAskedEverMoreRarelyAndHoldsUpNothingElse(CapturedOutput output) {
        long order = dueOrder(2);
        long reserved = shop.hold(1, 1);
        shop.makeStale(List.of(reserved), 5);
        stripe.close();
        try (ConfigurableApplicationContext _ = worker("holdfast.reconciler.grace=12s")) {
            await().atMost(PATIENCE).until(() -> shop.holdStatus(reserved), "expired"::equals);
            await().atMost(PATIENCE).until(() -> shop.orderStatus(order), "expired"::equals);
        }
        int overdue = shop.jdbc().sql("""
                SELECT MIN(TIMESTAMPDIFF(SECOND, hold.expires_at, outbox.created_at)) FROM hold JOIN outbox ON aggregateid = hold.id
                WHERE type = 'dev.holdfast.hold.expired.v1' AND hold.id <> :reserved""").param("reserved", reserved)
                .query(Integer.class).single();
        assertThat(overdue).isGreaterThanOrEqualTo(12);
        // Each of the two jobs.
        assertThat(lines(output, "The payment provider stripe cannot be reached")).hasSize(2);
    }

    @Test
    void whatAWorkerThatWasKilledBetweenAskingAndSettlingLeftBehindIsSettledByTheNext() throws Exception {
        long order = dueOrder(2);
        stripe.intent("pi_1", Instant.now().getEpochSecond(), "succeeded", 3_998, "eur", String.valueOf(order));
        Process killed;
        try (RowLock _ = new RowLock(database, "SELECT * FROM hold")) {
            killed = process("holdfast.reconciler.grace=5m");
            await().atMost(PATIENCE).until(this::someoneWaitsForTheHold);
            killed.destroyForcibly().waitFor();
            assertThat(stripe.requests()).isNotEmpty();
        }
        assertThat(shop.orderStatus(order)).isEqualTo("pending");
        // As its leases would run out.
        shop.jdbc().sql("DELETE FROM shedlock").update();
        try (ConfigurableApplicationContext _ = worker("holdfast.reconciler.grace=5m")) {
            await().atMost(PATIENCE).until(() -> shop.orderStatus(order), "paid"::equals);
        }
        assertThat(shop.jdbc().sql("SELECT outcome FROM payment").query(String.class).list()).containsExactly("paid");
        assertThat(Invariants.brokenWithHistoryBy(database.dataSource())).isEmpty();
    }

    private boolean someoneWaitsForTheHold() {
        return shop.jdbc().sql("""
                SELECT COUNT(*) FROM information_schema.processlist
                WHERE info LIKE 'SELECT id, product_id%FROM hold FORCE INDEX (PRIMARY) WHERE id IN (%FOR UPDATE' AND db = DATABASE()""")
                .query(Integer.class).single() > 0;
    }

    /** A worker in a process of its own, which can be killed. */
    private Process process(String... properties) throws Exception {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), ExpiryWorker.class.getName(), "--spring.main.web-application-type=none"));
        command.addAll(List.of(Shop.arguments(database, database.jdbcUrl(), stripeSettings(properties))));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File(directory, "worker.log")).start();
    }

    private ConfigurableApplicationContext worker(String... properties) {
        return ExpiryWorker.application().web(WebApplicationType.NONE)
                .run(Shop.arguments(database, database.jdbcUrl(), stripeSettings(properties)));
    }

    private String[] stripeSettings(String... more) {
        return Stream.concat(Stream.of("holdfast.reconciler.stripe.key=" + KEY, "holdfast.reconciler.stripe.api-base=" + stripe.address(),
                "holdfast.reconciler.interval=200ms", "holdfast.expiry.sweep.interval=200ms"), Stream.of(more)).toArray(String[]::new);
    }

    private long dueOrder(int quantity) {
        long hold = shop.hold(1, quantity);
        long order = shop.order(hold);
        shop.makeStale(List.of(hold), 5);
        return order;
    }

    private static Stream<String> lines(CapturedOutput output, String text) {
        return output.getAll().lines().filter(line -> line.contains(text));
    }
}
