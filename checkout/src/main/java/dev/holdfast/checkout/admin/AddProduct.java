package dev.holdfast.checkout.admin;

import dev.holdfast.checkout.event.EventBatch;
import dev.holdfast.checkout.idempotency.IdempotencyKeys;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.operator.Justification;
import dev.holdfast.checkout.product.ListedProduct;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.product.ProductVersion;
import dev.holdfast.checkout.stock.Stock;
import dev.holdfast.checkout.stock.StockLevels;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.List;

/**
 * Adds a product with its stock, under an id that it takes.
 *
 * <ol>
 * <li>Lock the idempotency key, if there is one; a request that was answered before gets that answer ({@link IdempotencyKeys}).
 * <li>Lock the row of {@code id_block} from which products get their ids, and take one that no product has.
 * <li>Insert the product and its stock, append the event, insert the operator's action; write the answer of the key; commit.
 * </ol>
 *
 * <p>Races. Two products at once: the second waits for the row of the ids and has the next one. A product that is inserted by other ways
 * under the same id just now: the primary key refuses the later of them, and its transaction with it.
 */
public final class AddProduct {

    private static final String ACTION = "add-product";

    private final AdminTables tables;
    private final LockedTransaction transaction;
    private final IdempotencyKeys keys;

    AddProduct(AdminTables tables, LockedTransaction transaction, IdempotencyKeys keys) {
        this.tables = tables;
        this.transaction = transaction;
        this.keys = keys;
    }

    /**
     * @param terms its id is not looked at
     * @param total units for sale, 0 to {@link Stock#MOST}
     */
    public record Command(Product terms, int total, Justification why) {
    }

    /**
     * What became of the command.
     *
     * @param actionId where it is on record
     */
    public record Added(ListedProduct product, long actionId) {
    }

    /**
     * @throws dev.holdfast.checkout.idempotency.KeyInFlight          if the key is still in use
     * @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away
     */
    public Once.Result<Added> add(Once<Command, Added> request) {
        return transaction.run("add a product",
                status -> keys.claim(List.of(request)).answer(commands -> commands.stream().map(this::add).toList()).getFirst(),
                result -> result instanceof Once.Result.Decided<Added>(var added, var _)
                        && tables.actions().isOnRecord(added.actionId(), CatalogueAction.subject(added.product().terms())));
    }

    private Added add(Command command) {
        Product product = command.terms().withId(tables.catalogue().takeId());
        tables.products().insert(product);
        Stock stock = tables.stocks().insert(product.id(), command.total());
        EventBatch events = tables.events().get();
        events.addNew(stock, tables.clock().now());
        events.append();
        ProductVersion first = new ProductVersion(product, 1);
        long action = tables.actions().record(command.why(), ACTION, CatalogueAction.subject(first),
                CatalogueAction.added(product, command.total()));
        return new Added(new ListedProduct(first, StockLevels.of(stock, 0, 0)), action);
    }
}
