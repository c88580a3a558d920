package dev.holdfast.checkout.admin;

import dev.holdfast.checkout.event.EventBatch;
import dev.holdfast.checkout.operator.OperatorActionTable;
import dev.holdfast.checkout.product.CatalogueTable;
import dev.holdfast.checkout.product.ProductTable;
import dev.holdfast.checkout.refund.RefundTable;
import dev.holdfast.checkout.stock.StockTable;
import dev.holdfast.checkout.transaction.DatabaseClock;
import java.util.function.Supplier;

/** What the transactions of operators read and write. */
record AdminTables(
        ProductTable products,
        CatalogueTable catalogue,
        StockTable stocks,
        RefundTable refunds,
        OperatorActionTable actions,
        DatabaseClock clock,
        Supplier<EventBatch> events) {
}
