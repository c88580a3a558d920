package dev.holdfast.checkout;

import dev.holdfast.checkout.hold.DueProduct;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.List;

/**
 * Expires stale holds and their pending orders.
 *
 * <ol>
 * <li>Lock the stock row of the product.
 * <li>Read the database's time, and lock stale holds, the longest overdue first; those that somebody else has locked are passed over,
 *     so that this waits for nobody while buyers wait for the stock.
 * <li>Lock the orders of those that have one.
 * <li>Update the holds, the orders and the stock row, append the events; commit.
 * </ol>
 *
 * <p>Races. The sweep against a payment, an order or a release: whoever locks the hold first; if it was not the sweep, a hold that is
 * stale afterwards is found by the next one. Two sweeps: the stock lock makes the second wait, and it finds other holds. Several
 * workers without any lock among them are correct; they only do each other's work in vain.
 */
public final class ExpireHolds {

    private final CheckoutTables tables;
    private final LockedTransaction transaction;

    ExpireHolds(CheckoutTables tables, LockedTransaction transaction) {
        this.tables = tables;
        this.transaction = transaction;
    }

    /** @return the products that have stale holds, by rising id */
    public List<DueProduct> productsWithDueHolds() {
        return tables.holds().productsWithDueHolds();
    }

    /**
     * @param limit holds that are expired at the most; buyers of the product wait meanwhile
     * @return how many were expired; fewer than {@code limit} when there are no more that nobody else has locked
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public int expireDue(long product, int limit) {
        // Repeated after a commit in doubt, it finds its own work done.
        return transaction.run("expire holds", status -> attempt(product, limit), expired -> false);
    }

    private int attempt(long product, int limit) {
        UnitOfWork work = tables.begin();
        work.lockStocks(List.of(product));
        List<Hold> stale = work.lockDueHolds(product, limit).stream().filter(hold -> hold.isStale(work.now())).toList();
        work.lockPendingOrdersOf(stale);
        stale.forEach(hold -> work.expire(hold, null));
        work.save();
        return stale.size();
    }
}
