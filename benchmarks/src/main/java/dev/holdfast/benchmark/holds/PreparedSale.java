package dev.holdfast.benchmark.holds;

import dev.holdfast.benchmark.sale.Sale;
import dev.holdfast.benchmark.testbed.TestBed;
import java.time.Duration;
import java.util.List;

/**
 * A sale that is brought back to its beginning after each turn.
 *
 * @param held  active holds of the hot product that are there from the beginning, and do not expire
 * @param first number of the first hold that is not among those
 */
record PreparedSale(Sale sale, int held, long first) {

    private static final Duration LONGER_THAN_ANY_BENCHMARK = Duration.ofDays(7);

    static PreparedSale create(TestBed testBed, int held) {
        Sale sale = Sale.create(testBed);
        sale.add(Sale.HOT, Sale.PLENTY, held, LONGER_THAN_ANY_BENCHMARK, testBed);
        return new PreparedSale(sale, held, sale.tables().nextId());
    }

    /**
     * As {@link Sale#audit}; then takes all back that was sold.
     *
     * @param keepsCount whether the system maintains what is available; otherwise it only must not exceed the total
     */
    List<String> auditAndReset(long acknowledged, long unanswered, boolean keepsCount) {
        sale.tables().awaitTransactions();
        if (!keepsCount) {
            sale.tables().matchStock();
        }
        List<String> broken = sale.audit(first, acknowledged, unanswered);
        sale.tables().forgetFrom(first);
        return broken;
    }
}
