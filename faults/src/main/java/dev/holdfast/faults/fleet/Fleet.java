package dev.holdfast.faults.fleet;

import dev.holdfast.faults.crash.Ambush;
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

/** A whole Holdfast on a database and brokers of its own. */
public final class Fleet {

    /** Long enough to be paid, short enough that many run out during a campaign. */
    public static final Duration HOLD = Duration.ofSeconds(8);

    /** More than relays, so that each has some, and a death moves some and not all. */
    public static final int LANES = 4;

    /** Until the group gives a silent relay's lanes to others: as soon as brokers allow. */
    public static final Duration SESSION = Duration.ofSeconds(6);

    /** Until the brokers may give up a relay's open transaction. They look for such ones every ten seconds. */
    public static final Duration TRANSACTION = Duration.ofSeconds(12);

    private static final List<String> PROPERTIES = List.of(
            "--holdfast.checkout.hold-duration=" + HOLD,
            "--holdfast.outbox.lanes.count=" + LANES,
            "--holdfast.webhook.unsigned-allowed=true",
            "--holdfast.relay.waits.longest-backoff=1s",
            "--holdfast.relay.kafka.session-timeout=" + SESSION,
            "--holdfast.relay.kafka.transaction-timeout=" + TRANSACTION,
            "--spring.main.banner-mode=off");

    private final Database database;
    private final Kafka kafka;
    private final List<Instance> instances = new ArrayList<>();

    private Fleet(Database database, Kafka kafka) {
        this.database = database;
        this.kafka = kafka;
    }

    /**
     * Starts the database and the brokers; the applications are not started yet.
     *
     * @param database  not started yet; ends with everything else
     * @param bug       that every application is to have; null for none
     * @param directory of all other data, new
     * @param prepare   is given the fleet when its database answers, to make tables
     */
    public static Fleet start(Database database, Size size, @Nullable PlantedBug bug, Path directory, Launcher launcher, Started started,
            Preparation prepare) throws InterruptedException {
        started.add(database);
        Fleet fleet = new Fleet(database, new Kafka(launcher, directory.resolve("brokers"), size.brokers()));
        database.start();
        fleet.kafka.start();
        prepare.prepare(fleet);
        for (Role role : List.of(Role.API, Role.RELAY, Role.WORKER, Role.USURPER)) {
            for (int copy = 1; copy <= size.of(role); copy++) {
                String name = role.label() + "-" + copy;
                DatabaseLink link = started.add(DatabaseLink.to(database.port()));
                fleet.instances.add(new Instance(role, name, launcher, link, fleet.environment(link.port(), bug), PROPERTIES,
                        new Ambush(directory.resolve(name))));
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

    /** @return every application that belongs here: not the usurper */
    public List<Instance> all() {
        return instances.stream().filter(instance -> instance.role() != Role.USURPER).toList();
    }

    /** @return a relay that works the lanes of others; does not run unless it was started */
    public Instance usurper() {
        return all(Role.USURPER).getFirst();
    }

    public List<Instance> all(Role role) {
        return instances.stream().filter(instance -> instance.role() == role).toList();
    }

    /** Starts every application that does not run and belongs here, and waits for all. */
    public void startApplications() throws InterruptedException {
        List<Instance> belonging = all();
        belonging.forEach(Instance::start);
        for (Instance instance : belonging) {
            instance.awaitReady();
        }
    }
}
