package dev.holdfast.benchmark.load;

/** The intended start times of an open model: evenly spaced, whatever happens to the requests. */
final class Schedule {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long start;
    private final double perSecond;
    private long taken;

    /** @param start of the first request, on the clock of {@link System#nanoTime()} */
    Schedule(long start, double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("A rate is more than 0, not " + perSecond);
        }
        this.start = start;
        this.perSecond = perSecond;
    }

    /** @return whether the next request is due; one that was due long ago still is */
    boolean isDue(long now) {
        return intendedStart(taken) - now <= 0;
    }

    /** @return when the next request is or was meant to start; the one after it is next from now on */
    long take() {
        return intendedStart(taken++);
    }

    /** Reckoned from the first, so that rounding does not add up. */
    private long intendedStart(long index) {
        return start + Math.round(index * NANOS_PER_SECOND / perSecond);
    }
}
