package dev.holdfast.benchmark.scenario;

import dev.holdfast.benchmark.database.SaleTables;
import dev.holdfast.benchmark.database.Schema;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.changelog.Invariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema with one hot product, of which there are more units than anybody asks for.
 *
 * @param held  active holds of it that are there from the beginning, and do not expire
 * @param first number of the first hold that is not among those
 */
record PreparedSale(Schema schema, SaleTables tables, int held, long first) {

    static final long PRODUCT = 1;

    private static final int UNITS = 2_000_000_000;
    private static final Duration UNTIL_DUE = Duration.ofDays(7);

    static PreparedSale create(TestBed testBed, int held) {
        Schema schema = testBed.createSchema();
        SaleTables tables = new SaleTables(schema.connections());
        tables.addProduct(PRODUCT, UNITS);
        if (held > 0) {
            testBed.progress().say("Filling a table with %,d active holds".formatted(held));
            tables.addHolds(PRODUCT, held, UNTIL_DUE, filled -> { });
        }
        return new PreparedSale(schema, tables, held, tables.nextId());
    }

    /**
     * Compares the tables with what was answered, and takes all back that was sold. To be called when no application runs.
     *
     * @param acknowledged holds that buyers were told of
     * @param unanswered   requests of which nobody knows whether they became holds
     * @param keepsCount   whether the system maintains what is available; otherwise it only must not exceed the total
     * @return what is wrong, a line each
     */
    List<String> auditAndReset(long acknowledged, long unanswered, boolean keepsCount) {
        tables.awaitTransactions();
        if (!keepsCount) {
            tables.matchStock();
        }
        List<String> broken = new ArrayList<>(Invariants.brokenBy(schema.connections()));
        long holds = tables.holdsFrom(first);
        if (holds < acknowledged || holds > acknowledged + unanswered) {
            broken.add("I7 %d holds are there, but %d were acknowledged and %d not answered".formatted(holds, acknowledged, unanswered));
        }
        tables.forgetFrom(first);
        return broken;
    }
}
