package dev.holdfast.checkout;

import dev.holdfast.checkout.hold.HeldUnits;
import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.operator.Justification;
import dev.holdfast.checkout.operator.OperatorActionTable;
import dev.holdfast.checkout.stock.Stock;
import dev.holdfast.checkout.stock.StockLevels;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.List;

/**
 * Adds units of a product for sale, or withdraws some that nobody holds or has bought.
 *
 * <ol>
 * <li>Lock the idempotency key, if there is one; a request that was answered before gets that answer ({@link IdempotencyKeys}).
 * <li>Lock the stock row of the product.
 * <li>If more is to be withdrawn than is available: lock stale holds of the product and their orders, and expire them.
 * <li>Decide. What is held or sold stays: then nothing is withdrawn, not even a part.
 * <li>Update the holds, the orders and the stock row, append the events; count the units that are held; insert the operator's action;
 *     write the answer of the key; commit.
 * </ol>
 *
 * <p>Races. A withdrawal against a buyer, or against another withdrawal, for the last units: whoever gets the stock lock first has them.
 * A withdrawal against a payment in time: they do not meet, because the units are held and become sold. Against a late success, which
 * takes units once more: whoever gets the stock lock first; a success that finds the units withdrawn requires a refund. Against the sweep,
 * or a payment for a stale hold: whoever locks the hold first; the units are withdrawn only if it was still stale under that lock.
 * Added units against a product that is known to be sold out: this instance forgets that under the stock lock, others within
 * {@code holdfast.checkout.sold-out-memory} ({@link dev.holdfast.checkout.stock.SoldOut}).
 */
public final class ChangeStock {

    private static final String ACTION = "change-stock";

    private final CheckoutTables tables;
    private final OperatorActionTable actions;
    private final LockedTransaction transaction;
    private final IdempotencyKeys keys;

    ChangeStock(CheckoutTables tables, OperatorActionTable actions, LockedTransaction transaction, IdempotencyKeys keys) {
        this.tables = tables;
        this.actions = actions;
        this.transaction = transaction;
        this.keys = keys;
    }

    /** @param change units to add, or, where negative, to withdraw; not 0 */
    public record Command(long productId, int change, Justification why) {
    }

    /** What became of the command. */
    public sealed interface Outcome {

        /**
         * @param levels   after it
         * @param actionId where it is on record
         */
        record Changed(StockLevels levels, long actionId) implements Outcome {
        }

        record ProductNotFound(long productId) implements Outcome {
        }

        /** Fewer units are available than were to be withdrawn. Nothing was withdrawn. */
        record StockInUse(StockLevels levels) implements Outcome {
        }

        /** There would be more than {@link Stock#MOST} in all. Nothing was added. */
        record TooManyUnits(long productId, int total) implements Outcome {
        }
    }

    /**
     * @throws dev.holdfast.checkout.idempotency.KeyInFlight          if the key is still in use
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public Once.Result<Outcome> change(Once<Command, Outcome> request) {
        return transaction.run("change stock",
                status -> keys.claim(List.of(request)).answer(commands -> commands.stream().map(this::decide).toList()).getFirst(),
                result -> result instanceof Once.Result.Decided<Outcome>(Outcome.Changed(var levels, var action), var _)
                        && actions.isOnRecord(action, subject(levels.productId())));
    }

    private Outcome decide(Command command) {
        long product = command.productId();
        UnitOfWork work = tables.begin();
        work.lockStocks(List.of(product));
        if (!work.hasStock(product)) {
            return new Outcome.ProductNotFound(product);
        }
        long missing = -(long) command.change() - work.stock(product).available();
        if (missing > 0) {
            work.expireStale(product, missing);
        }
        Stock before = work.stock(product);
        if (before.canSupply(command.change())) {
            work.supply(product, command.change());
        }
        work.save();
        if (before.canSupply(command.change())) {
            return changed(command, levels(work, product));
        }
        return command.change() > 0 ? new Outcome.TooManyUnits(product, before.total()) : new Outcome.StockInUse(levels(work, product));
    }

    private Outcome changed(Command command, StockLevels levels) {
        return new Outcome.Changed(levels, actions.record(command.why(), ACTION, subject(command.productId()),
                new Details(command.change(), levels.total(), levels.available())));
    }

    private StockLevels levels(UnitOfWork work, long product) {
        HeldUnits units = tables.holds().unitsHeld(product, work.now());
        return StockLevels.of(work.stock(product), units.held(), units.stale());
    }

    private static String subject(long product) {
        return "product/" + product;
    }

    /** On record beside who and why: what was changed, and what it was afterwards. */
    private record Details(int change, int total, int available) {
    }
}
