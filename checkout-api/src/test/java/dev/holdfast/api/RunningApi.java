package dev.holdfast.api;

import dev.holdfast.checkout.CreateProducts;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One instance of the application, as it is in production except for its port and its database, and a client for it. */
public final class RunningApi implements AutoCloseable {

    // Far from the ids that the application gives.
    private static final AtomicLong LAST_PRODUCT = new AtomicLong(10_000_000);
    private static final String ROWS = """
            SELECT 'product' AS what, COUNT(*) AS n FROM product
            UNION ALL SELECT 'product versions', COALESCE(SUM(version), 0) FROM product
            UNION ALL SELECT 'refund', COUNT(*) FROM refund
            UNION ALL SELECT 'stock', COUNT(*) FROM stock
            UNION ALL SELECT 'stock versions', COALESCE(SUM(version), 0) FROM stock
            UNION ALL SELECT 'hold', COUNT(*) FROM hold
            UNION ALL SELECT 'hold versions', COALESCE(SUM(version), 0) FROM hold
            UNION ALL SELECT 'orders', COUNT(*) FROM orders
            UNION ALL SELECT 'order versions', COALESCE(SUM(version), 0) FROM orders
            UNION ALL SELECT 'payment', COUNT(*) FROM payment
            UNION ALL SELECT 'customer_allocation', COUNT(*) FROM customer_allocation
            UNION ALL SELECT 'outbox', COUNT(*) FROM outbox
            UNION ALL SELECT 'operator_action', COUNT(*) FROM operator_action
            UNION ALL SELECT 'api_key', COUNT(*) FROM api_key
            UNION ALL SELECT 'decisions', COUNT(decision) FROM parked_event""";

    private final ConfigurableApplicationContext application;
    private final JdbcClient database;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningApi(ConfigurableApplicationContext application, JdbcClient database) {
        this.application = application;
        this.database = database;
    }

    public static RunningApi on(TestDatabase database) {
        return on(database, database.jdbcUrl());
    }

    /** @param settings such as {@code --holdfast.api.swagger-ui=true} */
    public static RunningApi with(TestDatabase database, String... settings) {
        return on(database, database.jdbcUrl(), settings);
    }

    /**
     * @param jdbcUrl  leads to the database, perhaps by a detour
     * @param settings further ones, such as {@code --holdfast.api.max-quantity=5}. Unless one of them is of webhooks, payments need no
     *                 signature
     */
    public static RunningApi on(TestDatabase database, String jdbcUrl, String... settings) {
        return start(database, jdbcUrl, Stream.concat(Stream.of("--holdfast.security.open=true"), Stream.of(settings)).toList());
    }

    /**
     * One that wants to know who calls.
     *
     * @param settings further ones, such as {@code --holdfast.security.key-refresh=100ms}
     */
    public static RunningApi guarded(TestDatabase database, String... settings) {
        return guardedOn(database, database.jdbcUrl(), settings);
    }

    /** @param jdbcUrl leads to the database, perhaps by a detour */
    static RunningApi guardedOn(TestDatabase database, String jdbcUrl, String... settings) {
        return start(database, jdbcUrl, List.of(settings));
    }

    private static RunningApi start(TestDatabase database, String jdbcUrl, List<String> settings) {
        Stream<String> unsigned = settings.stream().anyMatch(setting -> setting.startsWith("--holdfast.webhook.")) ? Stream.of()
                : Stream.of("--holdfast.webhook.unsigned-allowed=true");
        var application = CheckoutApi.application().run(Stream.of(Stream.of("--server.port=0", "--management.server.port=0",
                "--spring.datasource.url=" + jdbcUrl, "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password()), unsigned, settings.stream())
                .flatMap(Function.identity()).toArray(String[]::new));
        return new RunningApi(application, JdbcClient.create(database.dataSource()));
    }

    /** @return all that there are, as method and path with its variables unnamed */
    public List<String> routes() {
        return application.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream().flatMap(path -> mapping.getMethodsCondition().getMethods().isEmpty()
                        ? Stream.of("GET " + path)
                        : mapping.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)))
                .distinct().sorted().toList();
    }

    /** @param endpoint with its path, such as {@code health/liveness} */
    public Answer manage(String endpoint) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/actuator/%s"
                .formatted(application.getEnvironment().getProperty("local.management.port"), endpoint))).timeout(Duration.ofSeconds(30)));
    }

    /** Past the application, straight to the tables. */
    public JdbcClient database() {
        return database;
    }

    public int port() {
        return ((WebServerApplicationContext) application).getWebServer().getPort();
    }

    /** @param name of a part of the application */
    public <T> T part(String name, Class<T> type) {
        return application.getBean(name, type);
    }

    public long product(int stock) {
        return product(stock, new Product(0, "Kettle", new BigDecimal("49.9"), "EUR", null, null, null));
    }

    /** @param terms all but the id, which is a new one */
    public long product(int stock, Product terms) {
        long id = LAST_PRODUCT.incrementAndGet();
        application.getBean(CreateProducts.class).create(List.of(new CreateProducts.Command(new Product(id, terms.name(), terms.price(),
                terms.currency(), terms.maxPerCustomer(), terms.saleOpensAt(), terms.saleClosesAt()), stock)));
        return id;
    }

    public long hold(long product, int quantity) {
        return post("/api/holds", """
                {"product_id": %d, "quantity": %d}""".formatted(product, quantity)).isJson(201).number("hold_id");
    }

    public long order(long hold) {
        return post("/api/orders", """
                {"hold_id": %d}""".formatted(hold)).isJson(201).number("order_id");
    }

    public Answer pay(String key, long order, String status) {
        return post("/api/payments/webhook", """
                {"idempotency_key": "%s", "order_id": %d, "status": "%s"}""".formatted(key, order, status));
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    public Answer post(String path, String json, String... headers) {
        return send(request(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Sends it, and asserts that the answer is one of those that the contract has for it. */
    public Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            AsDocumented.verify(request, response);
            return new Answer(response.statusCode(), response);
        } catch (IOException failure) {
            throw new IllegalStateException("No answer", failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }

    /** @return how many rows each table has, and how often they have changed */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        database.sql(ROWS).query(row -> { rows.put(row.getString("what"), row.getLong("n")); });
        return rows;
    }

    /** @param line of the scrape, without the value, such as {@code holdfast_expiry_holds_total} */
    public double metric(String line) {
        return manage("prometheus").text().lines().filter(any -> any.startsWith(line + " "))
                .mapToDouble(any -> Double.parseDouble(any.substring(line.length() + 1))).sum();
    }

    public long count(String sql, Object... parameters) {
        return database.sql(sql).params(List.of(parameters)).query((row, n) -> row.getLong(1)).single();
    }

    /** Ends a hold's time without any worker noticing it. */
    public void letTimePass(long hold) {
        database.sql("UPDATE hold SET expires_at = NOW(6) - INTERVAL 1 SECOND, due_at = NOW(6) - INTERVAL 1 SECOND WHERE id = ?")
                .param(hold).update();
        database.sql("UPDATE orders SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE hold_id = ?").param(hold).update();
    }

    @Override
    public void close() {
        http.close();
        application.close();
    }

    /** @return the answers of as many calls at once */
    public static List<Answer> allAtOnce(List<Callable<Answer>> calls) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }
}
