package dev.holdfast.benchmark.soldout;

import dev.holdfast.benchmark.report.Cell;

/**
 * What is measured.
 *
 * @param refused the clients of the product that is sold out
 * @param alone   the sale of the other one, without them
 * @param beside  the same with them
 */
record SoldOutCells(int clients, int perSecond, Cell refused, Cell alone, Cell beside) {

    /**
     * @param clients   who want the product that is sold out
     * @param perSecond requests for the other one
     */
    SoldOutCells(int clients, int perSecond) {
        this(clients, perSecond,
                new Cell("the sold-out product", "%,d clients".formatted(clients)),
                new Cell("the other product", "%,d requests/s, alone".formatted(perSecond)),
                new Cell("the other product", "%,d requests/s, beside the refusals".formatted(perSecond)));
    }
}
