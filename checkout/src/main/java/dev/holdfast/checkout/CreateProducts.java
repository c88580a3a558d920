package dev.holdfast.checkout;

import dev.holdfast.checkout.event.EventBatch;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.stock.Stock;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Adds products with their stock.
 *
 * <ol>
 * <li>Lock the stock rows of the ids, to see which exist.
 * <li>Insert the missing products and their stock, append the events; commit.
 * </ol>
 *
 * <p>Races. Two calls for one new id: the second insert fails on the primary key, and its transaction with it.
 */
public final class CreateProducts {

    private final CheckoutTables tables;
    private final LockedTransaction transaction;

    CreateProducts(CheckoutTables tables, LockedTransaction transaction) {
        this.tables = tables;
        this.transaction = transaction;
    }

    /** @param total units for sale, not negative */
    public record Command(Product product, int total) {
    }

    /** What became of one command. */
    public enum Outcome {
        CREATED,
        /** A product with that id is there; it was left as it is. Also answered for one's own, after a commit in doubt. */
        EXISTS
    }

    /**
     * @param commands products with different ids
     * @return one outcome a command, in the same order
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public List<Outcome> create(List<Command> commands) {
        return transaction.run("create products", status -> attempt(commands), outcomes -> false);
    }

    private List<Outcome> attempt(List<Command> commands) {
        EventBatch events = tables.events().get();
        Set<Long> existing = tables.stocks().lock(new TreeSet<>(commands.stream().map(command -> command.product().id()).toList())).stream()
                .map(Stock::productId).collect(Collectors.toSet());
        List<Outcome> outcomes = commands.stream()
                .map(command -> existing.contains(command.product().id()) ? Outcome.EXISTS : create(command, events)).toList();
        events.append();
        return outcomes;
    }

    private Outcome create(Command command, EventBatch events) {
        tables.products().insert(command.product());
        events.addNew(tables.stocks().insert(command.product().id(), command.total()), tables.clock().now());
        return Outcome.CREATED;
    }
}
