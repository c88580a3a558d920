package dev.holdfast.api.admin.catalogue;

import dev.holdfast.checkout.stock.StockLevels;

/**
 * The stock after a change.
 *
 * @param total     {@code available}, {@code held} and {@code sold} together
 * @param available units that can be held, or withdrawn
 * @param actionId  the row of {@code operator_action} where the change is on record
 */
record StockAnswer(long productId, int total, int available, int held, int sold, long actionId) {

    static StockAnswer of(StockLevels levels, long actionId) {
        return new StockAnswer(levels.productId(), levels.total(), levels.available(), levels.held(), levels.sold(), actionId);
    }
}
