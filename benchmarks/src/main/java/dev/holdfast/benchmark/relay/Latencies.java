package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.load.Second;
import dev.holdfast.benchmark.report.Figure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** From the intended start of an event's transaction to the moment at which a consumer has it in its hands. */
final class Latencies {

    static final String P50 = "p50";
    static final String P99 = "p99";

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final double MICROS_PER_MILLI = 1_000;

    private final long firstMeasured;
    private final int rate;
    private final Histogram all = histogram();
    private final List<Histogram> bySecond = new ArrayList<>();

    /**
     * @param firstMeasured sequence number below which events do not count
     * @param rate          events a second
     */
    Latencies(long firstMeasured, int rate) {
        this.firstMeasured = firstMeasured;
        this.rate = rate;
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, 3);
    }

    /** Counts the event as seen now. Publisher and consumer read the same machine's clock. */
    void add(long sequence, long writtenAtMicros) {
        if (sequence < firstMeasured) {
            return;
        }
        long micros = Math.clamp(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - writtenAtMicros, 0, LONGEST_MICROS);
        all.recordValue(micros);
        int second = (int) ((sequence - firstMeasured) / rate);
        while (bySecond.size() <= second) {
            bySecond.add(histogram());
        }
        bySecond.get(second).recordValue(micros);
    }

    long count() {
        return all.getTotalCount();
    }

    List<Figure> figures() {
        return List.of(at(P50, 50), at("p90", 90), at(P99, 99), at("p99.9", 99.9), at("longest", 100));
    }

    private Figure at(String name, double percentile) {
        return new Figure(name, "ms", millis(all, percentile));
    }

    /** @return by the second in which the events were to be written */
    List<Second> seconds() {
        return bySecond.stream().map(second -> new Second(second.getTotalCount(), 0, millis(second, 50), millis(second, 99))).toList();
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
