package dev.holdfast.benchmark.report;

import java.util.Arrays;

/** The middle of several rounds and how far apart they lie. */
public record Spread(double median, double min, double max) {

    /** @throws IllegalArgumentException without values */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is no median of nothing");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return min == max ? Numbers.show(median) : "%s (%s – %s)".formatted(Numbers.show(median), Numbers.show(min), Numbers.show(max));
    }
}
