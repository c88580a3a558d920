package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Aggregate;
import dev.holdfast.audit.contract.Change;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.Stock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** I1 and I4 of one transaction: what it took from the stock is what its holds took, and what came back is what they gave back. */
final class UnitBalance {

    private final Findings findings;

    UnitBalance(Findings findings) {
        this.findings = findings;
    }

    private static final class Moved {
        private long total;
        private long available;
        private long taken;
        private boolean givesBack;
    }

    void check(Collection<Change> changes, String where) {
        Map<Long, Moved> products = new HashMap<>();
        for (Change change : changes) {
            switch (change.last()) {
                case Stock stock -> addStock(products, change, stock, where);
                case Hold hold -> addHold(products, change, hold);
                default -> { }
            }
        }
        products.forEach((product, moved) -> check(product, moved, where));
    }

    private void addStock(Map<Long, Moved> products, Change change, Stock last, String where) {
        Moved moved = products.computeIfAbsent(last.productId(), unused -> new Moved());
        Stock before = change.before() instanceof Stock stock ? stock : new Stock(last.productId(), 0, 0, 0);
        Stock after = change.after() instanceof Stock stock ? stock : new Stock(last.productId(), 0, 0, 0);
        moved.total += after.total() - (long) before.total();
        moved.available += after.available() - (long) before.available();
        if (!after.isWithinTotal()) {
            findings.violated(Invariant.NO_OVERSELL, "product " + last.productId(), "had %d of %d available (%s)"
                    .formatted(after.available(), after.total(), where));
        }
    }

    private static void addHold(Map<Long, Moved> products, Change change, Hold last) {
        Moved moved = products.computeIfAbsent(last.productId(), unused -> new Moved());
        long before = taken(change.before());
        long after = taken(change.after());
        moved.taken += after - before;
        moved.givesBack |= after < before;
    }

    private static long taken(@Nullable Aggregate hold) {
        return hold instanceof Hold units && units.status().takesUnits() ? units.quantity() : 0;
    }

    private void check(long product, Moved moved, String where) {
        findings.checked(Invariant.NO_OVERSELL);
        boolean gaveBack = moved.givesBack || moved.available > moved.total;
        if (gaveBack) {
            findings.checked(Invariant.EXACT_RELEASE);
        }
        if (moved.available + moved.taken == moved.total) {
            return;
        }
        String what = "changed its available units by %d and its total by %d, while holds took %d (%s)"
                .formatted(moved.available, moved.total, moved.taken, where);
        findings.violated(Invariant.NO_OVERSELL, "product " + product, what);
        if (gaveBack) {
            findings.violated(Invariant.EXACT_RELEASE, "product " + product, what);
        }
    }
}
