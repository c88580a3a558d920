package dev.holdfast.checkout;

import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Fingerprint;
import dev.holdfast.checkout.idempotency.IdempotencyKey;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.idempotency.StoredAnswer;
import dev.holdfast.checkout.order.Order;
import dev.holdfast.checkout.payment.PaymentStatus;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One instance of the transactions, with the connection settings of production. Several can run on one database. What only looks at the
 * tables or prepares them goes past the instance.
 */
final class RunningCheckout implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private final JdbcClient tables;

    private RunningCheckout(ConfigurableApplicationContext context, TestDatabase database) {
        this.context = context;
        this.tables = JdbcClient.create(database.dataSource());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(CheckoutConfiguration.class)
    static class Application {
    }

    static RunningCheckout on(TestDatabase database, String... properties) {
        return on(database, Application.class, properties);
    }

    /** @param application its beans, and what else a test needs in their place */
    static RunningCheckout on(TestDatabase database, Class<?> application, String... properties) {
        String[] arguments = Stream.concat(Stream.of(
                "spring.config.import=classpath:holdfast-database.yml",
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.main.banner-mode=off"), Stream.of(properties)).map(property -> "--" + property).toArray(String[]::new);
        return new RunningCheckout(new SpringApplicationBuilder(application).web(WebApplicationType.NONE).run(arguments), database);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void product(long id, int total) {
        bean(CreateProducts.class).create(List.of(new CreateProducts.Command(
                new Product(id, "Product " + id, new BigDecimal("19.99"), "EUR", null, null, null), total)));
    }

    PlaceHolds.Outcome tryHold(long product, int quantity) {
        return bean(PlaceHolds.class).place(List.of(new PlaceHolds.Command(product, quantity, null, null))).getFirst();
    }

    Hold hold(long product, int quantity) {
        return ((PlaceHolds.Outcome.Placed) tryHold(product, quantity)).hold();
    }

    /** @return the command with a key: its answer is what the outcome says of itself */
    private static <C, O> Once<C, O> once(String key, C command) {
        return new Once<>(command, new Once.Keyed<>(new IdempotencyKey("somebody", "POST /somewhere", key),
                Fingerprint.of(command.toString()), outcome -> new StoredAnswer(200, Map.of("Location", key), outcome.toString())));
    }

    static Once<PlaceHolds.Command, PlaceHolds.Outcome> keyedHold(String key, long product, int quantity) {
        return once(key, new PlaceHolds.Command(product, quantity, null, null));
    }

    static Once<PlaceOrders.Command, PlaceOrders.Outcome> keyedOrder(String key, long hold) {
        return once(key, new PlaceOrders.Command(hold, null));
    }

    static Once<SettlePayments.Command, SettlePayments.Outcome> keyedPayment(String key, String paymentKey, long order,
            PaymentStatus status) {
        return once(key, new SettlePayments.Command(paymentKey, order, status, null));
    }

    static Once<CancelOrders.Command, CancelOrders.Outcome> keyedCancel(String key, long order) {
        return once(key, new CancelOrders.Command(order, null));
    }

    Once.Result<PlaceHolds.Outcome> holdOnce(String key, long product, int quantity) {
        return bean(PlaceHolds.class).placeOnce(List.of(keyedHold(key, product, quantity))).getFirst();
    }

    Once.Result<PlaceOrders.Outcome> orderOnce(String key, long hold) {
        return bean(PlaceOrders.class).placeOnce(List.of(keyedOrder(key, hold))).getFirst();
    }

    Once.Result<SettlePayments.Outcome> payOnce(String key, String paymentKey, long order, PaymentStatus status) {
        return bean(SettlePayments.class).settleOnce(List.of(keyedPayment(key, paymentKey, order, status))).getFirst();
    }

    Once.Result<CancelOrders.Outcome> cancelOnce(String key, long order) {
        return bean(CancelOrders.class).cancelOnce(List.of(keyedCancel(key, order))).getFirst();
    }

    PlaceOrders.Outcome tryOrder(long hold) {
        return bean(PlaceOrders.class).place(List.of(new PlaceOrders.Command(hold, null))).getFirst();
    }

    Order order(long hold) {
        return ((PlaceOrders.Outcome.Placed) tryOrder(hold)).order();
    }

    Order orderOfNewHold(long product, int quantity) {
        return order(hold(product, quantity).id());
    }

    SettlePayments.Outcome pay(String key, long order, PaymentStatus status) {
        return bean(SettlePayments.class).settle(List.of(new SettlePayments.Command(key, order, status, null))).getFirst();
    }

    ReleaseHolds.Outcome release(long hold) {
        return bean(ReleaseHolds.class).release(List.of(new ReleaseHolds.Command(hold, null))).getFirst();
    }

    CancelOrders.Outcome cancel(long order) {
        return bean(CancelOrders.class).cancel(List.of(new CancelOrders.Command(order, null))).getFirst();
    }

    int sweep(long product) {
        return bean(ExpireHolds.class).expireDue(product, 1_000);
    }

    /** Moves the end of the hold, and of its order, a second into the past. */
    void makeStale(long hold) {
        tables.sql("""
                UPDATE hold SET expires_at = NOW(6) - INTERVAL 1 SECOND,
                                due_at = CASE WHEN due_at IS NOT NULL THEN NOW(6) - INTERVAL 1 SECOND END
                WHERE id = :id""").param("id", hold).update();
        tables.sql("UPDATE orders SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE hold_id = :id").param("id", hold).update();
    }

    String holdStatus(long hold) {
        return tables.sql("SELECT status FROM hold WHERE id = :id").param("id", hold).query(String.class).single();
    }

    String orderStatus(long order) {
        return tables.sql("SELECT status FROM orders WHERE id = :id").param("id", order).query(String.class).single();
    }

    Optional<String> orderStatusOfHold(long hold) {
        return tables.sql("SELECT status FROM orders WHERE hold_id = :hold").param("hold", hold)
                .query(String.class).optional();
    }

    int available(long product) {
        return tables.sql("SELECT available FROM stock WHERE product_id = :id").param("id", product)
                .query(Integer.class).single();
    }

    int availableStock(long product) {
        return bean(FindCheckouts.class).product(product).orElseThrow().availableStock();
    }

    @Override
    public void close() {
        context.close();
    }
}
