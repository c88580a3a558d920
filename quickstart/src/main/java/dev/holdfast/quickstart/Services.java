package dev.holdfast.quickstart;

import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.embedded.EmbeddedDatabase;

/** The database and the broker: embedded ones, or those that the user names. */
final class Services {

    private final Settings settings;
    private final Progress progress;
    private final Started started;

    /** How the applications reach a database. */
    record Database(String url, String user, String password) {
    }

    /** @param started is told of each service as soon as it runs */
    Services(Settings settings, Progress progress, Started started) {
        this.settings = settings;
        this.progress = progress;
        this.started = started;
    }

    /** @throws dev.holdfast.embedded.ServiceNotStarted with one line for the user */
    Database database() {
        if (settings.databaseUrl() != null) {
            progress.say("  Using the database that HOLDFAST_DB_URL names");
            return new Database(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword());
        }
        EmbeddedDatabase embedded = progress.step("MariaDB on 127.0.0.1:" + settings.databasePort(), () -> started.add(
                EmbeddedDatabase.start(settings.directory().resolve("database"), settings.databasePort())));
        return new Database(embedded.jdbcUrl(), embedded.user(), embedded.password());
    }

    /**
     * @return as in Kafka's {@code bootstrap.servers}
     * @throws dev.holdfast.embedded.ServiceNotStarted with one line for the user
     */
    String bootstrap() {
        if (settings.bootstrap() != null) {
            progress.say("  Using the Kafka that HOLDFAST_KAFKA_BOOTSTRAP names: %s", settings.bootstrap());
            return settings.bootstrap();
        }
        return progress.step("Kafka on 127.0.0.1:" + settings.kafkaPort(), () -> started.add(
                EmbeddedBroker.start(settings.directory().resolve("broker"), settings.kafkaPort()))).bootstrapServers();
    }
}
