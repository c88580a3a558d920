package dev.holdfast.benchmark.load;

import org.HdrHistogram.Histogram;

/** Latencies in milliseconds. All are 0 when there was nothing. */
public record Percentiles(double p50, double p90, double p99, double p999, double max) {

    private static final double MICROS_PER_MILLI = 1_000;

    /** @param micros with values in microseconds */
    static Percentiles of(Histogram micros) {
        return new Percentiles(at(micros, 50), at(micros, 90), at(micros, 99), at(micros, 99.9), micros.getMaxValue() / MICROS_PER_MILLI);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
