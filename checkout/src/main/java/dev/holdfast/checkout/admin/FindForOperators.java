package dev.holdfast.checkout.admin;

import dev.holdfast.checkout.operator.OperatorAction;
import dev.holdfast.checkout.product.ListedProduct;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue with all units, and what is on record about operators. */
public final class FindForOperators {

    private final AdminTables tables;

    FindForOperators(AdminTables tables) {
        this.tables = tables;
    }

    public Optional<ListedProduct> product(long id) {
        return tables.catalogue().withUnits(List.of(id)).stream().findFirst();
    }

    /** @return products with an id above {@code after}, by rising id, at most {@code limit} */
    public List<ListedProduct> products(long after, int limit) {
        return tables.catalogue().list(after, limit);
    }

    /**
     * @param subject of which alone actions are wanted; null for all
     * @param before  ids below this one
     * @return the latest first, at most {@code limit}
     */
    public List<OperatorAction> actions(@Nullable String subject, long before, int limit) {
        return tables.actions().list(subject, before, limit);
    }
}
