package dev.holdfast.benchmark.sale;

import dev.holdfast.benchmark.database.SaleTables;
import dev.holdfast.benchmark.database.Schema;
import dev.holdfast.benchmark.testbed.TestBed;
import dev.holdfast.changelog.Invariants;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A schema with products for sale. */
public record Sale(Schema schema, SaleTables tables) {

    /** The product that everybody wants. */
    public static final long HOT = 1;
    /** Another one, which is to be sold undisturbed. */
    public static final long OTHER = 2;
    /** More units than anybody asks for. */
    public static final int PLENTY = 2_000_000_000;

    /** Of each product, in US dollars; written by {@link SaleTables#addProduct}. */
    static final BigDecimal PRICE = new BigDecimal("99.99");

    public static Sale create(TestBed testBed) {
        Schema schema = testBed.createSchema();
        return new Sale(schema, new SaleTables(schema.connections()));
    }

    /** Adds a product of which some units are held already, until {@code due} from now. */
    public void add(long product, int units, int held, Duration due, TestBed testBed) {
        tables.addProduct(product, units);
        if (held > 0) {
            testBed.progress().say("Filling a table with %,d holds".formatted(held));
            tables.addHolds(product, held, due);
        }
    }

    /**
     * Compares the tables with what was answered. To be called when no application runs.
     *
     * @param first        number of the first hold that was not there from the beginning
     * @param acknowledged holds that buyers were told of
     * @param unanswered   requests of which nobody knows whether they became holds
     * @return what is wrong, a line each
     */
    public List<String> audit(long first, long acknowledged, long unanswered) {
        List<String> broken = new ArrayList<>(Invariants.brokenBy(schema.connections()));
        long holds = tables.holdsFrom(first);
        if (holds < acknowledged || holds > acknowledged + unanswered) {
            broken.add("I7 %d holds are there, but %d were acknowledged and %d not answered".formatted(holds, acknowledged, unanswered));
        }
        return broken;
    }
}
