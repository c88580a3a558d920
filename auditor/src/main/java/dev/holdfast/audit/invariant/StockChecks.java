package dev.holdfast.audit.invariant;

import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.HoldStatus;
import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.rows.Snapshot;

/** I1 on the rows of one moment: what is available, held and sold adds up to what there is. */
public final class StockChecks {

    private final Snapshot snapshot;
    private final Findings findings;

    public StockChecks(Snapshot snapshot, Findings findings) {
        this.snapshot = snapshot;
        this.findings = findings;
    }

    public void check() {
        for (long product : snapshot.products()) {
            if (snapshot.stocks().find(product) < 0) {
                findings.violated(Invariant.NO_OVERSELL, "product " + product, "has no stock row");
            }
        }
        long[] active = new long[snapshot.stocks().size()];
        long[] sold = new long[active.length];
        for (int at = 0; at < snapshot.holds().size(); at++) {
            add(snapshot.holds().get(at), active, sold);
        }
        for (int at = 0; at < active.length; at++) {
            check(snapshot.stocks().get(at), active[at], sold[at]);
        }
    }

    private void add(Hold hold, long[] active, long[] sold) {
        int product = snapshot.stocks().find(hold.productId());
        if (product < 0) {
            findings.violated(Invariant.NO_OVERSELL, hold.name(), "is of product %d, which has no stock".formatted(hold.productId()));
        } else if (hold.status().isActive()) {
            active[product] += hold.quantity();
        } else if (hold.status() == HoldStatus.CONSUMED) {
            sold[product] += hold.quantity();
        }
        switch (hold.status()) {
            case RELEASED -> findings.saw(Sighting.RELEASED_HOLD);
            case EXPIRED -> findings.saw(Sighting.EXPIRED_HOLD);
            case RESERVED, ATTACHED, CONSUMED -> { }
        }
    }

    private void check(Stock stock, long active, long sold) {
        findings.checked(Invariant.NO_OVERSELL);
        if (!stock.isWithinTotal() || stock.available() + active + sold != stock.total()) {
            findings.violated(Invariant.NO_OVERSELL, "product " + stock.productId(), "has %d available, %d held and %d sold of %d"
                    .formatted(stock.available(), active, sold, stock.total()));
        }
        if (stock.available() == 0 && stock.total() > 0) {
            findings.saw(Sighting.SOLD_OUT);
        }
    }
}
