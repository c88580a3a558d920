package dev.holdfast.audit;

import dev.holdfast.audit.contract.Change;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.Hold;
import dev.holdfast.audit.contract.Stock;
import dev.holdfast.audit.sale.Recorded;
import java.util.ArrayList;
import java.util.List;

/** Ways to make single transactions of a recorded sale wrong. */
final class BinlogSpoiling {

    private BinlogSpoiling() {
    }

    /** One more unit comes back, and stays so in what the transaction leaves. */
    static CommittedTransaction stockAfter(CommittedTransaction transaction, int more) {
        return Spoiling.withChange(transaction, change -> change.after() instanceof Stock after
                ? new Change(change.before(), new Stock(after.productId(), after.total(), after.available() + more, after.version())) : change);
    }

    /** The units of product 1 come back once more, and nothing else happens. */
    static CommittedTransaction stockOnly(Recorded sale, int units) {
        Stock stock = (Stock) Spoiling.row(sale, "stock 1");
        Stock after = new Stock(1, stock.total(), stock.available() + units, stock.version() + 1);
        return new CommittedTransaction("test.000001:999", List.of(new Change(stock, after)), List.of());
    }

    /** One unit appears and is gone again before anybody looks. */
    static void lendUnit(Recorded sale) {
        Stock stock = (Stock) Spoiling.row(sale, "stock 1");
        Stock lent = new Stock(1, stock.total(), stock.available() + 1, stock.version() + 1);
        Stock back = new Stock(1, stock.total(), stock.available(), stock.version() + 2);
        List<CommittedTransaction> more = new ArrayList<>();
        more.add(new CommittedTransaction("test.000001:998", List.of(new Change(stock, lent)), List.of()));
        more.add(new CommittedTransaction("test.000001:999", List.of(new Change(lent, back)), List.of()));
        sale.transactions.addAll(more);
    }

    static Change quantityChanged(Change change) {
        return change.after() instanceof Hold hold ? new Change(change.before(), new Hold(hold.id(), hold.productId(), hold.customerId(),
                hold.quantity() + 1, hold.status(), hold.expiresAt(), hold.version())) : change;
    }
}
