package dev.holdfast.benchmark.relay;

import dev.holdfast.benchmark.load.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Events by the second in which they were seen, from the first of them on. */
final class Rhythm {

    private final List<Second> seconds = new ArrayList<>();
    private long begin;
    private long inThisSecond;

    /** @param now on the clock of {@link System#nanoTime()}, rising from call to call */
    void add(int events, long now) {
        if (begin == 0) {
            begin = events > 0 ? now : 0;
        }
        while (begin != 0 && now - begin >= TimeUnit.SECONDS.toNanos(seconds.size() + 1L)) {
            seconds.add(new Second(inThisSecond, 0, 0, 0));
            inThisSecond = 0;
        }
        inThisSecond += events;
    }

    /** @return the whole seconds only */
    List<Second> seconds() {
        return List.copyOf(seconds);
    }
}
