package dev.holdfast.faults.fault;

import dev.holdfast.faults.fleet.Fleet;
import dev.holdfast.faults.fleet.Instance;
import dev.holdfast.faults.fleet.Role;
import dev.holdfast.faults.network.CommitFault;
import dev.holdfast.faults.network.DatabaseLink;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What befalls the way from an application to the database. */
public sealed interface LinkFault extends Fault {

    /** Until a commit comes by. */
    Duration LIMIT = Duration.ofSeconds(10);

    private static DatabaseLink any(List<Instance> instances, RandomGenerator random) {
        return instances.get(random.nextInt(instances.size())).link();
    }

    /** One that is just being started again has no commits. */
    private static DatabaseLink ofApi(Fleet fleet, RandomGenerator random) {
        List<Instance> ready = fleet.all(Role.API).stream().filter(Instance::isReady).toList();
        return any(ready.isEmpty() ? fleet.all(Role.API) : ready, random);
    }

    private static boolean isStruck(DatabaseLink link, CommitFault fault) throws InterruptedException {
        link.strikeNextCommit(fault);
        boolean struck = Rest.until(link::hasStruck, LIMIT);
        link.disarm();
        return struck;
    }

    /** One application cannot reach the database. */
    record Cut() implements LinkFault {

        @Override
        public String label() {
            return "link to the database cut";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            DatabaseLink link = any(fleet.all(), random);
            link.cut();
            Rest.between(Duration.ofMillis(100), Duration.ofSeconds(8), random);
            link.mend();
            return true;
        }
    }

    /** The server never hears of a commit. */
    record LostBefore() implements LinkFault {

        @Override
        public String label() {
            return "commit lost before it arrived";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            return isStruck(ofApi(fleet, random), new CommitFault.LostBefore());
        }
    }

    /** The application never hears of a commit. */
    record LostAfter() implements LinkFault {

        @Override
        public String label() {
            return "commit lost after it arrived";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            return isStruck(ofApi(fleet, random), new CommitFault.LostAfter());
        }
    }

    /** A transaction has inserted events and is committed only when others, with higher ids of theirs, have been. */
    record IdsInverted() implements LinkFault {

        private static final Duration LONGEST = Duration.ofSeconds(5);

        @Override
        public String label() {
            return "ids of events inverted";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            DatabaseLink link = ofApi(fleet, random);
            Duration time = Duration.ofMillis(random.nextLong(200, LONGEST.toMillis()));
            return isStruck(link, new CommitFault.HeldBack(time))
                    && Rest.until(() -> !link.isHoldingBack(), LONGEST.multipliedBy(2)) && link.overtaking() > 0;
        }
    }

    /** All commits of one API take their time, so that there are many transactions at once and hardly any in the order of its ids. */
    record SlowCommits() implements LinkFault {

        private static final Duration LONGEST = Duration.ofMillis(150);

        @Override
        public String label() {
            return "commits slow";
        }

        @Override
        public boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException {
            DatabaseLink link = ofApi(fleet, random);
            link.slowCommits(LONGEST);
            Rest.between(Duration.ofSeconds(3), Duration.ofSeconds(8), random);
            link.slowCommits(Duration.ZERO);
            return true;
        }
    }
}
