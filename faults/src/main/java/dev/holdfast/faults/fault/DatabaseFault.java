package dev.holdfast.faults.fault;

import dev.holdfast.faults.fleet.Fleet;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What befalls the database server. */
public sealed interface DatabaseFault extends Fault {

    /** kill -9. */
    record Kill() implements DatabaseFault {

        @Override
        public String label() {
            return "database killed";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            fleet.database().kill();
            Rest.between(Duration.ofMillis(10), Duration.ofSeconds(4), random);
            fleet.database().start();
            return true;
        }
    }

    /** It stands still, its connections stay open. */
    record Freeze() implements DatabaseFault {

        @Override
        public String label() {
            return "database frozen";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            fleet.database().freeze();
            Rest.between(Duration.ofSeconds(1), Duration.ofSeconds(18), random);
            fleet.database().thaw();
            return true;
        }
    }
}
