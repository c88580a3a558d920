package dev.holdfast.quickstart;

import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.embedded.EmbeddedDatabase;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The database and the broker: embedded ones, or those that the user names. */
final class Services implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();

    /** How the applications reach a database. */
    record Database(String url, String user, String password) {
    }

    private Database database = new Database("", "", "");
    private String bootstrap = "";

    private Services() {
    }

    /**
     * Starts both at once.
     *
     * @throws dev.holdfast.embedded.ServiceNotStarted with one line for the user; nothing is left running
     */
    static Services start(Settings settings, Progress progress) {
        Services services = new Services();
        // Threads of their own: those of the common pool do not see the class path of an executable jar.
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CompletableFuture<Database> database = CompletableFuture.supplyAsync(() -> services.database(settings, progress), threads);
            CompletableFuture<String> bootstrap = CompletableFuture.supplyAsync(() -> services.bootstrap(settings, progress), threads);
            CompletableFuture.allOf(database, bootstrap).join();
            services.database = database.join();
            services.bootstrap = bootstrap.join();
            return services;
        } catch (CompletionException failure) {
            services.close();
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private Database database(Settings settings, Progress progress) {
        if (settings.databaseUrl() != null) {
            progress.say("  Database: %s, as HOLDFAST_DB_URL says", settings.databaseUrl().replaceFirst("\\?.*", ""));
            return new Database(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword());
        }
        EmbeddedDatabase embedded = progress.step("MariaDB on 127.0.0.1:" + settings.databasePort(),
                () -> EmbeddedDatabase.start(settings.directory().resolve("database"), settings.databasePort()));
        started.push(embedded);
        return new Database(embedded.jdbcUrl(), embedded.user(), embedded.password());
    }

    private String bootstrap(Settings settings, Progress progress) {
        if (settings.bootstrap() != null) {
            progress.say("  Kafka: %s, as HOLDFAST_KAFKA_BOOTSTRAP says", settings.bootstrap());
            return settings.bootstrap();
        }
        EmbeddedBroker embedded = progress.step("Kafka on 127.0.0.1:" + settings.kafkaPort(),
                () -> EmbeddedBroker.start(settings.directory().resolve("broker"), settings.kafkaPort()));
        started.push(embedded);
        return embedded.bootstrapServers();
    }

    Database database() {
        return database;
    }

    /** @return as in Kafka's {@code bootstrap.servers} */
    String bootstrap() {
        return bootstrap;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            Closing.close(started.pop());
        }
    }
}
