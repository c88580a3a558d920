package dev.holdfast.system;

import dev.holdfast.api.CheckoutApi;
import dev.holdfast.checkout.CreateProducts;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.expiry.ExpiryWorker;
import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.relay.OutboxRelay;
import dev.holdfast.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The three applications on one database and one broker, reached as a client reaches them. */
final class RunningSystem implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final List<ConfigurableApplicationContext> applications = new ArrayList<>();
    private final TestDatabase database;
    private final String bootstrap;
    private final int port;

    /** An answer of the API. */
    record Answer(int status, JsonNode body) {
    }

    RunningSystem(TestDatabase database, String bootstrap) {
        this(database, bootstrap, null);
    }

    /** @param providerOf what the worker asks, made when the API's address is known; null for nobody */
    RunningSystem(TestDatabase database, String bootstrap, @Nullable Function<URI, PaymentProvider> providerOf) {
        this.database = database;
        this.bootstrap = bootstrap;
        ConfigurableApplicationContext api = start(CheckoutApi.application().web(WebApplicationType.SERVLET),
                "--server.port=0", "--management.server.port=0", "--holdfast.security.open=true", "--holdfast.webhook.unsigned-allowed=true",
                "--holdfast.checkout.hold-duration=3s");
        this.port = Integer.parseInt(String.valueOf(api.getEnvironment().getProperty("local.server.port")));
        start(OutboxRelay.application().web(WebApplicationType.NONE));
        SpringApplicationBuilder worker = ExpiryWorker.application().web(WebApplicationType.NONE);
        if (providerOf != null) {
            PaymentProvider provider = providerOf.apply(URI.create("http://127.0.0.1:" + port));
            worker.initializers(context -> ((GenericApplicationContext) context).registerBean(PaymentProvider.class, () -> provider));
        }
        start(worker, "--holdfast.reconciler.interval=200ms", "--holdfast.reconciler.look-back-interval=2s");
    }

    private ConfigurableApplicationContext start(SpringApplicationBuilder application, String... arguments) {
        ConfigurableApplicationContext context = application.registerShutdownHook(false).run(Stream.concat(Stream.of(arguments), Stream.of(
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.bootstrap-servers=" + bootstrap)).toArray(String[]::new));
        applications.add(context);
        return context;
    }

    void createProduct(long id, int total) {
        applications.getFirst().getBean(CreateProducts.class).create(List.of(new CreateProducts.Command(
                new Product(id, "Product " + id, new BigDecimal("10.50"), "EUR", null, null, null), total)));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    @Override
    public void close() {
        applications.reversed().forEach(ConfigurableApplicationContext::close);
        http.close();
    }
}
