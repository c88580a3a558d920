package dev.holdfast.faults.fleet;

import dev.holdfast.faults.network.DatabaseLink;
import dev.holdfast.faults.plant.PlantedBug;
import dev.holdfast.process.Launcher;
import dev.holdfast.process.Started;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole Holdfast with two of each application, on a database and a broker of its own. */
public final class Fleet {

    /** Long enough to be paid, short enough that many run out during a campaign. */
    public static final Duration HOLD = Duration.ofSeconds(8);

    /** More than relays, so that each has some, and a death moves some and not all. */
    public static final int LANES = 4;

    private static final int COPIES = 2;

    private static final List<String> PROPERTIES = List.of(
            "--holdfast.checkout.hold-duration=" + HOLD,
            "--holdfast.outbox.lanes.count=" + LANES,
            "--holdfast.relay.waits.longest-backoff=1s",
            // As soon as brokers allow.
            "--holdfast.relay.kafka.session-timeout=6s",
            "--spring.main.banner-mode=off");

    private final Database database;
    private final Kafka kafka;
    private final List<Instance> instances = new ArrayList<>();

    private Fleet(Database database, Kafka kafka) {
        this.database = database;
        this.kafka = kafka;
    }

    /**
     * Starts the database and the broker; the applications are not started yet.
     *
     * @param mysqld    null for the embedded database
     * @param bug       that every application is to have; null for none
     * @param directory of all data, new
     * @param prepare   is given the fleet when its database answers, to make tables
     */
    public static Fleet start(@Nullable Path mysqld, @Nullable PlantedBug bug, Path directory, Launcher launcher, Started started,
            Preparation prepare) throws InterruptedException {
        Database database = mysqld == null ? new EmbeddedServer(directory.resolve("database"))
                : new MysqlServer(mysqld, directory.resolve("mysql"));
        started.add(database);
        database.start();
        Fleet fleet = new Fleet(database, new Kafka(launcher, directory.resolve("broker")));
        fleet.kafka.start();
        prepare.prepare(fleet);
        for (int copy = 1; copy <= COPIES; copy++) {
            for (Role role : List.of(Role.API, Role.RELAY, Role.WORKER)) {
                DatabaseLink link = started.add(DatabaseLink.to(database.port()));
                Map<String, String> environment = fleet.environment(link.port(), bug);
                fleet.instances.add(new Instance(role, role.label() + "-" + copy, launcher, link, environment, PROPERTIES));
            }
        }
        return fleet;
    }

    /** What has to be done between the start of the services and that of the applications. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Fleet fleet);
    }

    private Map<String, String> environment(int databasePort, @Nullable PlantedBug bug) {
        Map<String, String> all = new HashMap<>(environment(databasePort));
        all.putAll(PlantedBug.environment(bug));
        return all;
    }

    /** @param databasePort of the server, or of a link to it */
    public Map<String, String> environment(int databasePort) {
        return Map.of("HOLDFAST_DB_URL", Database.url(databasePort), "HOLDFAST_DB_USER", database.user(),
                "HOLDFAST_DB_PASSWORD", database.password(), "HOLDFAST_KAFKA_BOOTSTRAP", kafka.bootstrap());
    }

    public Database database() {
        return database;
    }

    public Kafka kafka() {
        return kafka;
    }

    public List<Instance> all() {
        return List.copyOf(instances);
    }

    public List<Instance> all(Role role) {
        return instances.stream().filter(instance -> instance.role() == role).toList();
    }

    /** Starts every application that does not run, and waits for all. */
    public void startApplications() throws InterruptedException {
        instances.forEach(Instance::start);
        for (Instance instance : instances) {
            instance.awaitReady();
        }
    }
}
