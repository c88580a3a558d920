package dev.holdfast.faults.fault;

import dev.holdfast.faults.crash.CrashPoint;
import dev.holdfast.faults.crash.PlannedDeath;
import dev.holdfast.faults.fleet.Fleet;
import dev.holdfast.faults.fleet.Instance;
import dev.holdfast.faults.fleet.Role;
import dev.holdfast.faults.network.DatabaseLink;
import dev.holdfast.faults.plant.PlantedBug;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Something that goes wrong, and is mended again. */
public sealed interface Fault {

    /** @return a class of faults, for tables */
    String label();

    /**
     * Strikes, waits, mends.
     *
     * @return whether it took place: a death at a point that was not passed in time, for example, did not
     * @throws dev.holdfast.process.ProcessFailed if something does not start again
     */
    boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException;

    /** @return one of each that befalls an application, and more of what matters most */
    static List<Fault> ofApplications() {
        List<Fault> deck = new ArrayList<>();
        for (Role role : List.of(Role.API, Role.RELAY, Role.RELAY, Role.WORKER)) {
            deck.add(new Kill(role));
            deck.add(new Freeze(role));
        }
        for (CrashPoint point : CrashPoint.values()) {
            deck.add(new Death(point));
        }
        return deck;
    }

    /** @return one of each that befalls the database, the broker, or the way to them, and more of what matters most */
    static List<Fault> ofServices() {
        List<Fault> deck = new ArrayList<>(List.of(new KillDatabase(), new KillDatabase(), new FreezeDatabase(), new KillBroker(),
                new FreezeBroker(), new BrokerAway(), new CutLink()));
        for (Commit.Kind kind : Commit.Kind.values()) {
            deck.add(new Commit(kind));
        }
        return deck;
    }

    /** @return what brings a bug to light: everything goes well without it, or nearly everything */
    static List<Fault> provoking(PlantedBug bug) {
        return switch (bug) {
            case EVENT_AFTER_COMMIT -> List.of(new Kill(Role.API), new Death(CrashPoint.API_COMMITTED));
            case PROGRESS_IGNORED -> List.of(new Kill(Role.RELAY), new Death(CrashPoint.RELAY_COMMITTED),
                    new Death(CrashPoint.RELAY_BEFORE_DELETE));
            case DOUBT_REPEATED -> List.of(new Commit(Commit.Kind.LOST_AFTER));
            case NO_LOCKS, EVENT_FORGOTTEN, HIGH_WATER_MARK, DELETE_UP_TO_LAST, ANSWER_WITHOUT_COMMIT, UNGUARDED_EXPIRY, WEBHOOK_FORGOTTEN,
                    LATE_SUCCESS_DROPPED, UNITS_RETURNED_TWICE -> List.of(new Commit(Commit.Kind.HELD_BACK));
        };
    }

    private static Instance any(Fleet fleet, Role role, RandomGenerator random) {
        List<Instance> instances = fleet.all(role);
        return instances.get(random.nextInt(instances.size()));
    }

    private static void rest(RandomGenerator random, Duration least, Duration most) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(random.nextLong(least.toNanos(), most.toNanos()));
    }

    /** kill -9 of an application. */
    record Kill(Role role) implements Fault {

        @Override
        public String label() {
            return role.label() + " killed";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance instance = any(fleet, role, random);
            instance.kill();
            rest(random, Duration.ofMillis(10), Duration.ofSeconds(3));
            instance.start();
            instance.awaitReady();
            return true;
        }
    }

    /** An application stands still with whatever it holds, longer than a relay's session and Kafka transaction, and goes on. */
    record Freeze(Role role) implements Fault {

        @Override
        public String label() {
            return role.label() + " frozen";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance instance = any(fleet, role, random);
            instance.freeze();
            rest(random, Duration.ofSeconds(2), Duration.ofSeconds(16));
            instance.thaw();
            return true;
        }
    }

    /** kill -9 of the database server. */
    record KillDatabase() implements Fault {

        @Override
        public String label() {
            return "database killed";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            fleet.database().kill();
            rest(random, Duration.ofMillis(10), Duration.ofSeconds(4));
            fleet.database().start();
            return true;
        }
    }

    /** The database server stands still, its connections stay open. */
    record FreezeDatabase() implements Fault {

        @Override
        public String label() {
            return "database frozen";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            fleet.database().freeze();
            rest(random, Duration.ofSeconds(1), Duration.ofSeconds(18));
            fleet.database().thaw();
            return true;
        }
    }

    /** kill -9 of the broker. */
    record KillBroker() implements Fault {

        @Override
        public String label() {
            return "broker killed";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            fleet.kafka().kill();
            fleet.kafka().start();
            return true;
        }
    }

    /** The broker stands still, its connections stay open. */
    record FreezeBroker() implements Fault {

        @Override
        public String label() {
            return "broker frozen";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            fleet.kafka().freeze();
            rest(random, Duration.ofSeconds(1), Duration.ofSeconds(15));
            fleet.kafka().thaw();
            return true;
        }
    }

    /** No broker for so long that many events wait. */
    record BrokerAway() implements Fault {

        @Override
        public String label() {
            return "broker away";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            fleet.kafka().kill();
            rest(random, Duration.ofSeconds(20), Duration.ofSeconds(40));
            fleet.kafka().start();
            return true;
        }
    }

    /** One application cannot reach the database. */
    record CutLink() implements Fault {

        @Override
        public String label() {
            return "link to the database cut";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            DatabaseLink link = fleet.all().get(random.nextInt(fleet.all().size())).link();
            link.cut();
            rest(random, Duration.ofMillis(100), Duration.ofSeconds(8));
            link.mend();
            return true;
        }
    }

    /** Something happens to one commit of an application. */
    record Commit(Kind kind) implements Fault {

        private static final Duration LIMIT = Duration.ofSeconds(5);

        enum Kind {
            LOST_BEFORE, LOST_AFTER, HELD_BACK
        }

        @Override
        public String label() {
            return "commit " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            DatabaseLink link = any(fleet, random.nextInt(4) == 0 ? Role.WORKER : Role.API, random).link();
            link.strikeNextCommit(switch (kind) {
                case LOST_BEFORE -> new DatabaseLink.CommitFault.LostBefore();
                case LOST_AFTER -> new DatabaseLink.CommitFault.LostAfter();
                case HELD_BACK -> new DatabaseLink.CommitFault.HeldBack(Duration.ofMillis(random.nextLong(200, 5_000)));
            });
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (!link.hasStruck() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            boolean struck = link.hasStruck();
            link.disarm();
            return struck;
        }
    }

    /** An application dies at one point of its work. */
    record Death(CrashPoint point) implements Fault {

        private static final int LATEST_PASS = 60;
        private static final Duration LIMIT = Duration.ofSeconds(40);

        @Override
        public String label() {
            return "death at " + point.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance instance = any(fleet, point.isInRelay() ? Role.RELAY : Role.API, random);
            instance.kill();
            instance.start(PlannedDeath.environment(point, pass(random)));
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (instance.isAlive() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            boolean died = !instance.isAlive();
            instance.kill();
            instance.start();
            instance.awaitReady();
            return died;
        }

        /** Whoever takes a lane over is fenced once. */
        private int pass(RandomGenerator random) {
            return point == CrashPoint.RELAY_FENCED ? 1 : random.nextInt(1, LATEST_PASS);
        }
    }
}
