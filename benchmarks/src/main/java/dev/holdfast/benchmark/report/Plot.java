package dev.holdfast.benchmark.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of some of the numbers.
 *
 * @param xLabel with the unit
 * @param yLabel with the unit
 * @param places what stands below the x axis, from left to right
 */
public record Plot(String title, String xLabel, String yLabel, Kind kind, Scale yScale, List<String> places, List<Line> lines) {

    /** How the values are drawn. */
    public enum Kind { LINES, BARS }

    /** Of the y axis. */
    public enum Scale { LINEAR, LOGARITHMIC }

    /** @param y one value for each place; null where there is none */
    public record Line(String label, List<@Nullable Double> y) {
    }
}
