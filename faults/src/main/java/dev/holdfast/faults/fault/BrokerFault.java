package dev.holdfast.faults.fault;

import dev.holdfast.faults.fleet.Fleet;
import dev.holdfast.faults.fleet.Kafka;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** What befalls the brokers. */
public sealed interface BrokerFault extends Fault {

    /** kill -9 of one. */
    record Kill() implements BrokerFault {

        @Override
        public String label() {
            return "broker killed";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Kafka kafka = fleet.kafka();
            kafka.kill(random.nextInt(kafka.brokers()));
            Rest.between(Duration.ofMillis(10), Duration.ofSeconds(12), random);
            kafka.start();
            return true;
        }
    }

    /** One stands still, its connections stay open. */
    record Freeze() implements BrokerFault {

        @Override
        public String label() {
            return "broker frozen";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Kafka kafka = fleet.kafka();
            int broker = random.nextInt(kafka.brokers());
            kafka.freeze(broker);
            Rest.between(Duration.ofSeconds(1), Duration.ofSeconds(15), random);
            kafka.thaw(broker);
            return true;
        }
    }

    /** No broker for so long that many events wait: all of them stand still, and lose nothing. */
    record AllAway() implements BrokerFault {

        @Override
        public String label() {
            return "all brokers away";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Kafka kafka = fleet.kafka();
            for (int broker = 0; broker < kafka.brokers(); broker++) {
                kafka.freeze(broker);
            }
            Rest.between(Duration.ofSeconds(20), Duration.ofSeconds(40), random);
            for (int broker = 0; broker < kafka.brokers(); broker++) {
                kafka.thaw(broker);
            }
            return true;
        }
    }

    /** kill -9 of all of them within a moment: more than the loss of one that a cluster is made for. */
    record AllKilled() implements BrokerFault {

        @Override
        public String label() {
            return "all brokers killed at once";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            Kafka kafka = fleet.kafka();
            for (int broker = 0; broker < kafka.brokers(); broker++) {
                kafka.kill(broker);
            }
            kafka.start();
            return true;
        }
    }
}
