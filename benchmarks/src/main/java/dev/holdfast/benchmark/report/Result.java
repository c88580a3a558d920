package dev.holdfast.benchmark.report;

import java.util.List;

/**
 * What a benchmark has found.
 *
 * @param headline    names of the figures that the table on the terminal shows
 * @param notes       what a reader must know to read the numbers right
 * @param broken      invariants that did not hold, each a line; empty when all is well
 */
public record Result(List<Cell> cells, List<String> headline, List<Comparison> comparisons, List<Plot> plots, List<String> notes,
        List<String> broken) {
}
