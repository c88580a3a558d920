package dev.holdfast.benchmark.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts and latencies of a part of a load. Written to by the generator's one thread; to be read when the load has been stopped. */
public final class Recording {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IN_TIME_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final long begin;
    private final Histogram accepted = histogram();
    private final Histogram refused = histogram();
    private final Histogram ofThisSecond = histogram();
    private final List<Second> seconds = new ArrayList<>();
    private long acceptedCount;
    private long refusedCount;
    private long acceptedThisSecond;
    private long refusedThisSecond;
    private long inTime;
    private long unsent;
    private long late;
    private long latestStart;
    private volatile long end;

    /** @param begin on the clock of {@link System#nanoTime()}, as all times here */
    Recording(long begin) {
        this.begin = begin;
        this.end = begin;
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, DIGITS);
    }

    /** Counts an answer, in the second in which it came. */
    void count(boolean isAccepted, long latencyNanos, long now) {
        endSecondsBefore(now);
        ofThisSecond.recordValue(micros(latencyNanos));
        if (isAccepted) {
            acceptedCount++;
            acceptedThisSecond++;
            inTime += latencyNanos <= IN_TIME_NANOS ? 1 : 0;
        } else {
            refusedCount++;
            refusedThisSecond++;
        }
    }

    /** Counts a request that could not be sent. */
    void unsent() {
        unsent++;
    }

    /** Adds a latency to the percentiles of the whole. */
    void latency(boolean isAccepted, long latencyNanos) {
        (isAccepted ? accepted : refused).recordValue(micros(latencyNanos));
    }

    /** @param nanos from when a request was meant to start until it had a connection */
    void started(long nanos) {
        latestStart = Math.max(latestStart, nanos);
        if (nanos > LATE_NANOS) {
            late++;
        }
    }

    private void endSecondsBefore(long now) {
        while (now - begin >= TimeUnit.SECONDS.toNanos(seconds.size() + 1L)) {
            Percentiles times = Percentiles.of(ofThisSecond);
            seconds.add(new Second(acceptedThisSecond, refusedThisSecond, times.p50(), times.p99()));
            ofThisSecond.reset();
            acceptedThisSecond = 0;
            refusedThisSecond = 0;
        }
    }

    void end(long now) {
        end = now;
    }

    /** The last second is left out of the series unless it was a whole one. */
    public Load load() {
        endSecondsBefore(end);
        return new Load((end - begin) / NANOS_PER_SECOND, acceptedCount, refusedCount, Percentiles.of(accepted), Percentiles.of(refused),
                List.copyOf(seconds), late, latestStart / NANOS_PER_MILLI, inTime, unsent);
    }

    private static long micros(long nanos) {
        return Math.min(LONGEST_MICROS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }
}
