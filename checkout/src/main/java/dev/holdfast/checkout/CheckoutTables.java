package dev.holdfast.checkout;

import dev.holdfast.checkout.customer.CustomerAllocationTable;
import dev.holdfast.checkout.event.EventBatch;
import dev.holdfast.checkout.hold.HoldTable;
import dev.holdfast.checkout.order.OrderTable;
import dev.holdfast.checkout.product.ProductTable;
import dev.holdfast.checkout.stock.StockTable;
import dev.holdfast.checkout.transaction.DatabaseClock;
import java.util.function.Supplier;

/** What a {@link UnitOfWork} reads and writes. */
record CheckoutTables(
        ProductTable products,
        StockTable stocks,
        HoldTable holds,
        OrderTable orders,
        CustomerAllocationTable allocations,
        DatabaseClock clock,
        Supplier<EventBatch> events) {

    /** @return to be used in one attempt of one transaction */
    UnitOfWork begin() {
        return new UnitOfWork(this);
    }
}
