package dev.holdfast.benchmark.rival;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * A counter under a lock, as most shops do it.
 *
 * <ol>
 * <li>Lock the product's stock row, and read how many units are available.
 * <li>Insert the hold, count its units down, append its event; commit.
 * </ol>
 */
final class LockAndCount implements HoldTransaction {

    private final RivalTables tables;
    private final RivalEvents events;
    private final TransactionTemplate transaction;

    LockAndCount(RivalTables tables, RivalEvents events, TransactionTemplate transaction) {
        this.tables = tables;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public Outcome place(long product, int quantity) {
        return transaction.execute(status -> {
            long available = tables.lockStock(product);
            if (available < quantity) {
                return new Outcome.InsufficientStock(available);
            }
            RivalHold hold = tables.insertHold(product, quantity);
            tables.countDown(product, quantity);
            events.append(hold);
            return new Outcome.Placed(hold);
        });
    }
}
