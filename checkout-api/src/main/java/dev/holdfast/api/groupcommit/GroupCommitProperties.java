package dev.holdfast.api.groupcommit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests share a transaction, and how many may wait for one.
 *
 * @param maxBatch   requests in one transaction, 1 to 2,000; more make it longer, and each of them waits for the whole of it
 * @param maxWaiting requests that wait for one product or lane, 1 to 100,000; the next one is refused at once
 * @param maxWait    how long a request waits for its transaction to begin before it is refused, 10 ms to 1 min; a tenth more at the most
 * @param transactions transactions of one kind (holds, orders, payments) in flight at once, 1 to 64; each needs a connection
 * @param lanes      into how many lanes the orders and the payments of one product are divided, 1 to 64: so many of their transactions
 *                   can be in flight at once, each with so much fewer requests to share its cost
 */
@ConfigurationProperties("holdfast.api.group-commit")
record GroupCommitProperties(
        @DefaultValue("256") int maxBatch,
        @DefaultValue("1024") int maxWaiting,
        @DefaultValue("3s") Duration maxWait,
        @DefaultValue("8") int transactions,
        @DefaultValue("1") int lanes) {

    GroupCommitProperties {
        check("max-batch", maxBatch, 2_000);
        check("max-waiting", maxWaiting, 100_000);
        check("transactions", transactions, 64);
        check("lanes", lanes, 64);
        if (maxWait.compareTo(Duration.ofMillis(10)) < 0 || maxWait.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("holdfast.api.group-commit.max-wait must be 10ms to 1m, but is " + maxWait);
        }
    }

    /**
     * @param id of a hold or an order; its lowest ten bits are the product's slot
     * @return its lane. Products do not share one, so that a row of one product that somebody keeps locked delays no other product
     */
    long laneOf(long id) {
        return (id & 1023) * lanes + (id >>> 10) % lanes;
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("holdfast.api.group-commit.%s must be 1 to %d, but is %d".formatted(name, most, value));
        }
    }
}
