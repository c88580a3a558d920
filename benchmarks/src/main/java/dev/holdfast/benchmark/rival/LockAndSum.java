package dev.holdfast.benchmark.rival;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * The algorithm of the system that Holdfast replaces: what is available is reckoned anew from the holds and the orders each time.
 *
 * <ol>
 * <li>Lock the product's row, and read how many units there are.
 * <li>Sum the active holds.
 * <li>Sum the paid orders.
 * <li>Insert the hold, append its event; commit.
 * </ol>
 *
 * <p>The sum of the holds is answered by the index {@code hold_due} alone: product, expiry while active, quantity. No index serves it
 * better; still it reads as many entries as there are active holds. The benchmark has no orders, so that the second sum costs a round trip
 * and nothing else.
 */
final class LockAndSum implements HoldTransaction {

    private final RivalTables tables;
    private final RivalEvents events;
    private final TransactionTemplate transaction;

    LockAndSum(RivalTables tables, RivalEvents events, TransactionTemplate transaction) {
        this.tables = tables;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public Outcome place(long product, int quantity) {
        return transaction.execute(status -> {
            long available = tables.lockProduct(product) - tables.unitsHeld(product) - tables.unitsSold(product);
            if (available < quantity) {
                return new Outcome.InsufficientStock(available);
            }
            RivalHold hold = tables.insertHold(product, quantity);
            events.append(hold);
            return new Outcome.Placed(hold);
        });
    }
}
