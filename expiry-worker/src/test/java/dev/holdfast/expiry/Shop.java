package dev.holdfast.expiry;

import dev.holdfast.checkout.CheckoutConfiguration;
import dev.holdfast.checkout.CreateProducts;
import dev.holdfast.checkout.ExpireHolds;
import dev.holdfast.checkout.PlaceHolds;
import dev.holdfast.checkout.PlaceOrders;
import dev.holdfast.checkout.SettlePayments;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.reconcile.ReconcilerConfiguration;
import dev.holdfast.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A checkout with the connections of the worker, but without its loops: what they would do is left to the test. */
public final class Shop implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Shop(ConfigurableApplicationContext context) {
        this.context = context;
    }

    // No stereotype, or the worker's own scan would find it.
    @EnableAutoConfiguration
    @Import(CheckoutConfiguration.class)
    static class Application {
    }

    // Likewise.
    @EnableAutoConfiguration
    @Import({CheckoutConfiguration.class, ReconcilerConfiguration.class})
    static class WithProvider {
    }

    /** As {@link #on}, with a payment provider that can be asked. */
    public static Shop with(PaymentProvider provider, TestDatabase database, String... properties) {
        return new Shop(new SpringApplicationBuilder(WithProvider.class).web(WebApplicationType.NONE).initializers(asking(provider))
                .properties("spring.config.name=expiry-worker").run(arguments(database, database.jdbcUrl(), properties)));
    }

    /** @return gives an application the provider */
    public static ApplicationContextInitializer<GenericApplicationContext> asking(PaymentProvider provider) {
        return context -> context.registerBean(PaymentProvider.class, () -> provider);
    }

    /** A lock on a row that somebody else has is waited for 1 s, and once. */
    public static Shop on(TestDatabase database, String... properties) {
        String[] arguments = Stream.concat(Stream.of("holdfast.transaction.max-attempts=1",
                "spring.datasource.hikari.connection-init-sql=SET SESSION innodb_lock_wait_timeout = 1"), Stream.of(properties))
                .toArray(String[]::new);
        return new Shop(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
                .properties("spring.config.name=expiry-worker").run(arguments(database, database.jdbcUrl(), arguments)));
    }

    /** @return command line arguments for an application on the database */
    public static String[] arguments(TestDatabase database, String jdbcUrl, String... more) {
        return Stream.concat(Stream.of(
                "spring.datasource.url=" + jdbcUrl,
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.main.banner-mode=off"), Stream.of(more)).map(property -> "--" + property).toArray(String[]::new);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ExpireHolds expireHolds() {
        return context.getBean(ExpireHolds.class);
    }

    ExpirySweeper sweeper(SweepProperties properties) {
        return new ExpirySweeper(expireHolds(), properties, Duration.ZERO, new SimpleMeterRegistry());
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    public JdbcTemplate jdbcTemplate() {
        return context.getBean(JdbcTemplate.class);
    }

    public void product(long id, int total) {
        product(context, id, total);
    }

    static void product(ConfigurableApplicationContext context, long id, int total) {
        context.getBean(CreateProducts.class).create(List.of(new CreateProducts.Command(
                new Product(id, "Product " + id, new BigDecimal("19.99"), "EUR", null, null, null), total)));
    }

    public List<Long> holds(long product, int quantity, int count) {
        return holds(context, product, quantity, count);
    }

    static List<Long> holds(ConfigurableApplicationContext context, long product, int quantity, int count) {
        return context.getBean(PlaceHolds.class)
                .place(Stream.generate(() -> new PlaceHolds.Command(product, quantity, "ada", null)).limit(count).toList()).stream()
                .map(outcome -> ((PlaceHolds.Outcome.Placed) outcome).hold()).map(Hold::id).toList();
    }

    public long hold(long product, int quantity) {
        return holds(product, quantity, 1).getFirst();
    }

    public long order(long hold) {
        return order(context, hold);
    }

    static long order(ConfigurableApplicationContext context, long hold) {
        Order order = ((PlaceOrders.Outcome.Placed) context.getBean(PlaceOrders.class)
                .place(List.of(new PlaceOrders.Command(hold, null))).getFirst()).order();
        return order.id();
    }

    public void pay(long order) {
        context.getBean(SettlePayments.class)
                .settle(List.of(new SettlePayments.Command("payment of " + order, order, PaymentStatus.SUCCESS, null)));
    }

    /** Moves the end of the holds into the past, as if their time had run out a minute ago. */
    public void makeStale(Collection<Long> holds) {
        makeStale(holds, 60);
    }

    /** Likewise, as if it had run out some seconds ago. */
    public void makeStale(Collection<Long> holds, int seconds) {
        jdbc().sql("""
                UPDATE hold SET expires_at = NOW(6) - INTERVAL :ago SECOND, due_at = CASE WHEN due_at IS NOT NULL THEN expires_at END
                WHERE id IN (:ids)""").param("ago", seconds).param("ids", holds).update();
    }

    public String holdStatus(long hold) {
        return jdbc().sql("SELECT status FROM hold WHERE id = :id").param("id", hold).query(String.class).single();
    }

    public String orderStatus(long order) {
        return jdbc().sql("SELECT status FROM orders WHERE id = :id").param("id", order).query(String.class).single();
    }

    public int available(long product) {
        return jdbc().sql("SELECT available FROM stock WHERE product_id = :id").param("id", product).query(Integer.class).single();
    }

    /** @return the events in the order in which they were written, such as {@code hold.expired.v1 7 v2} */
    public List<String> eventsAfter(long outboxId) {
        return jdbc().sql("""
                SELECT CONCAT(SUBSTRING(type, 14), ' ', subject, ' v',
                              SUBSTRING_INDEX(SUBSTRING_INDEX(CONVERT(payload USING utf8mb4), '"version":', -1), '}', 1))
                FROM outbox WHERE id > :id ORDER BY id""").param("id", outboxId).query(String.class).list();
    }

    public long lastOutboxId() {
        return jdbc().sql("SELECT COALESCE(MAX(id), 0) FROM outbox").query(Long.class).single();
    }

    public void clear() {
        List.of("product", "stock", "hold", "orders", "payment", "customer_allocation", "outbox", "idempotency_key", "idempotency_caller",
                "shedlock").forEach(table -> jdbcTemplate().execute("DELETE FROM " + table));
    }

    @Override
    public void close() {
        context.close();
    }
}
