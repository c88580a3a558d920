package dev.holdfast.benchmark.load;

import java.util.List;

/**
 * What came of a load while it was recorded.
 *
 * @param seconds       how long that was
 * @param accepted      answers within it
 * @param refused       answers within it
 * @param acceptedTimes latencies of the accepted; at a fixed rate, of those meant to start within it, from then on
 * @param refusedTimes  the same of the refused
 * @param perSecond     the recording second by second
 * @param late          requests of a fixed rate that got a connection more than a millisecond after they were meant to start
 * @param latestStart   the worst of those, in milliseconds
 * @param inTime        of the accepted, those that had their answer within a second
 * @param unsent        requests of a {@link Pace.Crowd} for which no connection was free
 */
public record Load(double seconds, long accepted, long refused, Percentiles acceptedTimes, Percentiles refusedTimes,
        List<Second> perSecond, long late, double latestStart, long inTime, long unsent) {

    public double acceptedPerSecond() {
        return accepted / seconds;
    }

    public double refusedPerSecond() {
        return refused / seconds;
    }

    public double inTimePerSecond() {
        return inTime / seconds;
    }

    public double unsentPerSecond() {
        return unsent / seconds;
    }
}
