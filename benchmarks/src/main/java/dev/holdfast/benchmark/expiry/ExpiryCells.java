package dev.holdfast.benchmark.expiry;

import dev.holdfast.benchmark.report.Cell;

/**
 * What is measured.
 *
 * @param sweep  the worker
 * @param before the sale of the other product without one
 * @param during the same while it sweeps
 */
record ExpiryCells(int stale, int perSecond, Cell sweep, Cell before, Cell during) {

    /**
     * @param stale     holds
     * @param perSecond requests for the other product
     */
    ExpiryCells(int stale, int perSecond) {
        this(stale, perSecond,
                new Cell("the worker", "%,d stale holds".formatted(stale)),
                new Cell("the other product", "%,d requests/s, before the sweep".formatted(perSecond)),
                new Cell("the other product", "%,d requests/s, during the sweep".formatted(perSecond)));
    }
}
