package dev.holdfast.checkout;

import dev.holdfast.checkout.hold.DueProduct;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

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
 *
 * <p>The grace of holds with an order binds nobody but the sweep: a buyer who needs the units, a cancel or a late payment of another
 * order expires them at once, because a stale hold counts as free.
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

    /** As {@link #expireDue(long, int, Duration)}, without a grace. */
    public int expireDue(long product, int limit) {
        return expireDue(product, limit, Duration.ZERO);
    }

    /**
     * @param limit holds that are expired at the most; buyers of the product wait meanwhile
     * @param grace how long holds with an order are left to whoever asks the payment provider about them first; those without are not
     * @return how many were expired; fewer than {@code limit} when there are no more that nobody else has locked
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public int expireDue(long product, int limit, Duration grace) {
        // Repeated after a commit in doubt, it finds its own work done.
        return transaction.run("expire holds", status -> attempt(product, work -> work.lockDueHolds(product, limit, grace)), any -> false);
    }

    /**
     * Expires those of the holds that are stale, whatever their grace.
     *
     * @param holds of that product; buyers of the product wait meanwhile
     * @return how many were expired: those that were paid, or ended otherwise, or that somebody else has locked are passed over
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public int expireAmong(long product, Collection<Long> holds) {
        return transaction.run("expire holds", status -> attempt(product, work -> work.lockDueHoldsAmong(holds)), any -> false);
    }

    private int attempt(long product, Function<UnitOfWork, List<Hold>> lockDue) {
        UnitOfWork work = tables.begin();
        work.lockStocks(List.of(product));
        List<Hold> stale = lockDue.apply(work).stream().filter(hold -> hold.isStale(work.now())).toList();
        work.lockPendingOrdersOf(stale);
        stale.forEach(hold -> work.expire(hold, null));
        work.save();
        return stale.size();
    }
}
