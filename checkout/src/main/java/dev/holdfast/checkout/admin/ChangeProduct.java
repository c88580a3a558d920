package dev.holdfast.checkout.admin;

import dev.holdfast.checkout.operator.Justification;
import dev.holdfast.checkout.product.ListedProduct;
import dev.holdfast.checkout.product.Product;
import dev.holdfast.checkout.product.ProductVersion;
import dev.holdfast.checkout.transaction.LockedTransaction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes the terms on which a product is sold, all of them at once; not its currency, and not its stock.
 *
 * <ol>
 * <li>Lock the product row.
 * <li>Decide. The operator names the version that was read: if another change has come in between, nothing is changed. If the terms are
 *     those that are asked for already, as when a change is sent again, there is nothing to do.
 * <li>Update the product, guarded by its version; insert the operator's action; commit.
 * </ol>
 *
 * <p>Races. Two changes of one version: whoever locks the product first; the other learns what the terms are now. A change against a hold
 * or an order: they read the product without a lock, each at one moment after their own locks are held, so they keep to the terms that were
 * committed by then. An order that is sent after the change was answered has the new price; an order that is there keeps its own. The
 * stock row is not locked: buyers do not wait for a change.
 */
public final class ChangeProduct {

    private static final String ACTION = "change-product";

    private final AdminTables tables;
    private final LockedTransaction transaction;

    ChangeProduct(AdminTables tables, LockedTransaction transaction) {
        this.tables = tables;
        this.transaction = transaction;
    }

    /**
     * @param terms   all but the currency, which is not looked at
     * @param version of the product as it was read
     */
    public record Command(Product terms, long version, Justification why) {
    }

    /** What became of the command. */
    public sealed interface Outcome {

        /** @param actionId where it is on record; null if the terms were those already */
        record Changed(ListedProduct product, @Nullable Long actionId) implements Outcome {
        }

        record ProductNotFound(long productId) implements Outcome {
        }

        /** @param current what somebody else has made of it */
        record ChangedMeanwhile(ProductVersion current) implements Outcome {
        }
    }

    /** @throws dev.holdfast.checkout.transaction.StorageUnavailable if the database is away */
    public Outcome change(Command command) {
        // Repeated after a commit in doubt, it finds its own work done.
        return transaction.run("change a product", status -> attempt(command), outcome -> false);
    }

    private Outcome attempt(Command command) {
        Optional<ProductVersion> locked = tables.products().lock(command.terms().id());
        if (locked.isEmpty()) {
            return new Outcome.ProductNotFound(command.terms().id());
        }
        ProductVersion before = locked.get();
        Product wanted = command.terms().withCurrency(before.product().currency());
        if (before.product().equals(wanted)) {
            return new Outcome.Changed(listed(wanted.id()), null);
        }
        if (before.version() != command.version()) {
            return new Outcome.ChangedMeanwhile(before);
        }
        ProductVersion after = tables.products().change(before, wanted);
        long action = tables.actions().record(command.why(), ACTION, CatalogueAction.subject(after),
                CatalogueAction.changed(before, after));
        return new Outcome.Changed(listed(wanted.id()), action);
    }

    private ListedProduct listed(long product) {
        return tables.catalogue().withUnits(List.of(product)).getFirst();
    }
}
