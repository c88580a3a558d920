package dev.holdfast.faults.fault;

import dev.holdfast.faults.crash.CrashPoint;
import dev.holdfast.faults.crash.Mishap;
import dev.holdfast.faults.fleet.Fleet;
import dev.holdfast.faults.fleet.Instance;
import dev.holdfast.faults.fleet.Role;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What befalls an API, a relay or a worker. */
public sealed interface ApplicationFault extends Fault {

    private static Instance any(Fleet fleet, Role role, RandomGenerator random) {
        List<Instance> instances = fleet.all(role);
        return instances.get(random.nextInt(instances.size()));
    }

    /** kill -9. */
    record Kill(Role role) implements ApplicationFault {

        @Override
        public String label() {
            return role.label() + " killed";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance instance = any(fleet, role, random);
            instance.kill();
            Rest.between(Duration.ofMillis(10), Duration.ofSeconds(3), random);
            instance.start();
            instance.awaitReady();
            return true;
        }
    }

    /** It stands still with whatever it holds, and goes on. A relay's session can be over by then, and its Kafka transaction. */
    record Freeze(Role role) implements ApplicationFault {

        @Override
        public String label() {
            return role.label() + " frozen";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance instance = any(fleet, role, random);
            instance.freeze();
            Rest.between(Duration.ofSeconds(2), Duration.ofSeconds(16), random);
            instance.thaw();
            return true;
        }
    }

    /** It dies at one point of its work. */
    record Death(CrashPoint point) implements ApplicationFault {

        @Override
        public String label() {
            return "death at " + point.label();
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance instance = any(fleet, point.isInRelay() ? Role.RELAY : Role.API, random);
            if (point == CrashPoint.RELAY_FENCED) {
                // It is passed where a lane is taken over, as by a relay that has just started.
                instance.kill();
            }
            boolean died = Waylaying.befalls(instance, point, Mishap.DEATH, Duration.ZERO, random);
            if (died) {
                instance.kill();
                instance.start();
            }
            instance.awaitReady();
            return died;
        }
    }

    /** All of a batch is sent, and before it is committed the relay stands still until others have its lanes. Then it goes on. */
    record FrozenCommit() implements ApplicationFault {

        @Override
        public String label() {
            return "relay frozen before the commit";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance relay = any(fleet, Role.RELAY, random);
            boolean frozen = Waylaying.befalls(relay, CrashPoint.RELAY_BEFORE_COMMIT, Mishap.FREEZE, Duration.ZERO, random);
            if (frozen) {
                Rest.between(Fleet.SESSION, Fleet.SESSION.multipliedBy(4), random);
                relay.thaw();
            }
            return frozen;
        }
    }

    /**
     * All of a batch is sent, and its commit comes late: as a rule when Kafka has given the transaction up, while the relay is well
     * otherwise and its lanes stay where they are.
     */
    record DelayedCommit() implements ApplicationFault {

        private static final Duration LONGEST = Duration.ofSeconds(28);

        @Override
        public String label() {
            return "Kafka commit delayed";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance relay = any(fleet, Role.RELAY, random);
            Duration time = Duration.ofMillis(random.nextLong(Fleet.TRANSACTION.toMillis(), LONGEST.toMillis()));
            boolean held = Waylaying.befalls(relay, CrashPoint.RELAY_BEFORE_COMMIT, Mishap.HOLD, time, random);
            if (held) {
                Rest.between(time, time.plusSeconds(1), random);
            }
            return held;
        }
    }

    /** A relay works every lane, although the group has given them to others: each lane has two owners, who shut each other out. */
    record SecondOwner() implements ApplicationFault {

        private static final String FENCED = "holdfast_relay_fenced_total";

        @Override
        public String label() {
            return "two relays on each lane";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Instance usurper = fleet.usurper();
            double before = fenced(fleet.all(Role.RELAY));
            usurper.start();
            try {
                usurper.awaitReady();
                Rest.between(Duration.ofSeconds(5), Duration.ofSeconds(15), random);
                return fenced(List.of(usurper)) > 0 || fenced(fleet.all(Role.RELAY)) > before;
            } finally {
                usurper.kill();
            }
        }

        private static double fenced(List<Instance> relays) {
            return relays.stream().filter(Instance::isReady).mapToDouble(relay -> relay.metrics().value(FENCED)).sum();
        }
    }
}
