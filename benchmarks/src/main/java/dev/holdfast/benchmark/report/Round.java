package dev.holdfast.benchmark.report;

import dev.holdfast.benchmark.load.Second;
import java.util.List;
import java.util.Map;

/**
 * One measurement of a cell.
 *
 * @param number    from 1
 * @param perSecond empty where nothing was recorded second by second
 * @param batches   how many transactions held so many requests, by the bucket's upper bound; empty where there is no such thing
 */
public record Round(int number, List<Figure> figures, List<Second> perSecond, Map<String, Double> batches) {
}
