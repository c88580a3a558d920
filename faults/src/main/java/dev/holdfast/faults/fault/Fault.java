package dev.holdfast.faults.fault;

import dev.holdfast.faults.fleet.Fleet;
import java.util.random.RandomGenerator;

/** Something that goes wrong, and is mended again. */
public sealed interface Fault permits ApplicationFault, BrokerFault, DatabaseFault, LinkFault {

    /** @return a class of faults, for tables */
    String label();

    /**
     * Strikes, waits, mends.
     *
     * @return whether it came to pass: a death at a point that was not passed in time, for example, did not
     * @throws dev.holdfast.process.ProcessFailed if something does not start again
     */
    boolean strike(Fleet fleet, RandomGenerator random) throws InterruptedException;
}
