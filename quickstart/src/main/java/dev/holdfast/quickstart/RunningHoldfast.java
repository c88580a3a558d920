package dev.holdfast.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.api.CheckoutApi;
import dev.holdfast.changelog.Changelog;
import dev.holdfast.expiry.ExpiryWorker;
import dev.holdfast.quickstart.simulator.SimulatedProvider;
import dev.holdfast.quickstart.simulator.SimulatorServer;
import dev.holdfast.reconcile.PaymentProvider;
import dev.holdfast.relay.OutboxRelay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import liquibase.exception.LiquibaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The services and the three applications, started in order and stopped in the opposite one. */
final class RunningHoldfast implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningHoldfast.class);

    private final Settings settings;
    private final Progress progress;
    private final Started started = new Started();
    private final CountDownLatch startEnded = new CountDownLatch(1);

    RunningHoldfast(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * To be called once.
     *
     * @throws CannotStart or {@link dev.holdfast.embedded.ServiceNotStarted}: its message is one line for the user. Whatever had been
     *         started is stopped by then
     */
    void start() {
        try {
            startAll();
        } catch (RuntimeException failure) {
            started.close();
            throw failure;
        } finally {
            startEnded.countDown();
        }
    }

    /** The broker takes longest, and only the relay needs it: the others do not wait for it. */
    private void startAll() {
        requireFree(settings.apiPort(), "HOLDFAST_API_PORT");
        requireFree(settings.simulatorPort(), "HOLDFAST_SIMULATOR_PORT");
        Services services = new Services(settings, progress, started);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            CompletableFuture<String> bootstrap = CompletableFuture.supplyAsync(services::bootstrap, thread);
            Services.Database database = services.database();
            applyChangelog(database, progress);
            progress.step("API on http://127.0.0.1:" + settings.apiPort(), () -> start(CheckoutApi.application().web(WebApplicationType.SERVLET),
                    database, "--server.port=" + settings.apiPort(), "--management.server.port=" + settings.apiPort(),
                    "--server.address=127.0.0.1", "--holdfast.security.open=true", "--holdfast.webhook.unsigned-allowed=true",
                    "--holdfast.api.sample-product=true", "--holdfast.api.swagger-ui=true"));
            SimulatedProvider provider = progress.step(
                    "Simulated payment provider on http://127.0.0.1:" + settings.simulatorPort(), this::simulator);
            progress.step("Expiry worker", () -> start(ExpiryWorker.application().web(WebApplicationType.NONE)
                    .initializers(context -> askSimulator(context, provider)), database, "--holdfast.reconciler.interval=1s",
                    "--holdfast.reconciler.look-back-interval=20s"));
            String brokers = result(bootstrap);
            progress.step("Outbox relay", () -> start(OutboxRelay.application().web(WebApplicationType.NONE), database,
                    "--spring.kafka.bootstrap-servers=" + brokers));
        }
    }

    private SimulatedProvider simulator() {
        SimulatedProvider provider = new SimulatedProvider(URI.create("http://127.0.0.1:" + settings.apiPort()), 0, 0);
        try {
            started.add(new SimulatorServer(provider, settings.simulatorPort()));
        } catch (IOException taken) {
            provider.close();
            throw taken(settings.simulatorPort(), "HOLDFAST_SIMULATOR_PORT");
        }
        return provider;
    }

    /** Who gives a key of Stripe's wants Stripe asked. */
    private static void askSimulator(ConfigurableApplicationContext context, SimulatedProvider provider) {
        if (!context.getEnvironment().containsProperty("holdfast.reconciler.stripe.key")) {
            ((GenericApplicationContext) context).registerBean(PaymentProvider.class, () -> provider);
        }
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** Before anything slow is started. */
    private static void requireFree(int port, String setting) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            log.debug("Port {} is free", probe.getLocalPort());
        } catch (IOException taken) {
            throw taken(port, setting);
        }
    }

    private static CannotStart taken(int port, String setting) {
        return new CannotStart("port %d is taken; set %s to a free one".formatted(port, setting));
    }

    private static void applyChangelog(Services.Database database, Progress progress) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(2);
        try (HikariDataSource connections = new HikariDataSource(config)) {
            int applied = new Changelog(connections).apply(changeSet -> log.info("Change set {}", changeSet));
            progress.say("  The tables are up to date%s", applied == 0 ? "" : ": %d change sets applied".formatted(applied));
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            log.error("The changelog was not applied", failure);
            throw new CannotStart("the tables could not be created: %s; is the database of HOLDFAST_DB_URL up, and may its user create tables?"
                    .formatted(failure.getMessage()));
        }
    }

    /** The services are given as command-line arguments, because those win over the applications' own configuration files. */
    private ConfigurableApplicationContext start(SpringApplicationBuilder application, Services.Database database,
            String... arguments) {
        return started.add(application.registerShutdownHook(false).run(Stream.concat(Stream.of(arguments), Stream.of(
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.main.banner-mode=off")).toArray(String[]::new)));
    }

    /**
     * Stops everything, the last started first: the relay has then sent what it was sending, and the data stays. A start that is under
     * way ends at its next step, and is waited for, so that no service of it outlives this process.
     */
    @Override
    public void close() {
        started.close();
        try {
            if (!startEnded.await(60, TimeUnit.SECONDS)) {
                log.warn("The start did not end in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
