package dev.holdfast.benchmark.testbed;

import dev.holdfast.benchmark.database.DatabaseServer;
import dev.holdfast.benchmark.database.ServerSettings;
import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.embedded.EmbeddedDatabase;
import dev.holdfast.process.Broker;
import dev.holdfast.process.Launcher;
import dev.holdfast.process.Started;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The database and the broker: embedded ones with nothing in them, or those that the user names.
 *
 * @param pids their processes by name, as far as they are known
 */
public record Services(DatabaseServer database, Broker broker, Map<String, Long> pids) {

    /** @throws Refused when the database is not durable */
    static Services start(Options options, Progress progress, Launcher launcher, Started started) throws InterruptedException {
        DatabaseServer database = started.add(database(options, progress));
        refuseUnlessDurable(database.settings());
        Broker broker = broker(options, progress, launcher);
        return new Services(database, broker, pids(database, broker));
    }

    private static void refuseUnlessDurable(ServerSettings settings) {
        List<String> weaknesses = settings.weaknesses();
        if (!weaknesses.isEmpty()) {
            throw new Refused("figures of a database that may lose acknowledged sales are worth nothing. %s: %s"
                    .formatted(settings.product(), String.join("; ", weaknesses)));
        }
    }

    private static DatabaseServer database(Options options, Progress progress) {
        String url = options.given().databaseUrl();
        if (url != null) {
            progress.say("Using the database that HOLDFAST_DB_URL names, in schemas of the benchmark's own");
            return DatabaseServer.at(url, options.given().databaseUser(), options.given().databasePassword());
        }
        progress.say("Starting the embedded database; HOLDFAST_DB_URL would name another");
        Path directory = options.services().resolve("database");
        EmbeddedDatabase.erase(directory);
        return DatabaseServer.embedded(directory);
    }

    private static Broker broker(Options options, Progress progress, Launcher launcher) throws InterruptedException {
        String bootstrap = options.given().bootstrap();
        if (bootstrap != null) {
            progress.say("Using the Kafka that HOLDFAST_KAFKA_BOOTSTRAP names, with topics of the benchmark's own");
            return new Broker(bootstrap, null);
        }
        progress.say("Starting the embedded broker; HOLDFAST_KAFKA_BOOTSTRAP would name another");
        Path directory = options.services().resolve("broker");
        EmbeddedBroker.erase(directory);
        return launcher.startBroker(directory);
    }

    private static Map<String, Long> pids(DatabaseServer database, Broker broker) {
        Map<String, Long> pids = new LinkedHashMap<>();
        database.pid().ifPresent(pid -> pids.put("database", pid));
        Long brokerPid = broker.pid();
        if (brokerPid != null) {
            pids.put("broker", brokerPid);
        }
        return pids;
    }
}
