package dev.holdfast.checkout;

import dev.holdfast.checkout.hold.DueProduct;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Expires stale holds and their pending orders.
 *
 * <ol>
 * <li>Read the products of the holds; a hold never changes its product, so no lock is needed.
 * <li>Lock the stock rows of those products, by product id, the holds, by id, and the orders of the holds.
 * <li>Read the database's time, and look at each hold again: it may have been paid, released or expired meanwhile.
 * <li>Update the holds, the orders and the stock rows, append the events; commit.
 * </ol>
 *
 * <p>Races. The sweep against a payment, an order, a release or another sweep: whoever locks the hold first. Several workers
 * without any lock among them are correct; they only do each other's work in vain.
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

    /** @return at most {@code limit} stale holds of the product, the longest overdue first: candidates, to be given to {@link #expire} */
    public List<Long> dueHolds(long product, int limit) {
        return tables.holds().due(product, tables.clock().now(), limit);
    }

    /**
     * @param holdIds those that are not stale, or do not exist, are left alone
     * @return how many were expired
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public int expire(List<Long> holdIds) {
        // Repeated after a commit in doubt, it finds its own work done.
        return transaction.run("expire holds", status -> attempt(holdIds), expired -> false);
    }

    private int attempt(List<Long> holdIds) {
        UnitOfWork work = tables.begin();
        work.lockStocks(new TreeSet<>(tables.holds().productsOf(holdIds)));
        work.lockHolds(new TreeSet<>(holdIds));
        List<Hold> stale = holdIds.stream().distinct().map(work::hold).flatMap(Optional::stream)
                .filter(hold -> hold.isStale(work.now())).toList();
        work.lockOrdersOf(stale.stream().map(Hold::id).toList());
        stale.forEach(hold -> work.expire(hold, null));
        work.save();
        return stale.size();
    }
}
