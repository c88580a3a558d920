package dev.holdfast.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that this relay works at the moment, each on its thread: at most as many threads as there are lanes. */
final class OwnedLanes {

    private static final Logger log = LoggerFactory.getLogger(OwnedLanes.class);

    private final Map<Integer, LaneLoop> loops = new ConcurrentHashMap<>();
    private final IntFunction<LaneLoop> newLoop;
    private final RelayStatus status;
    private final Duration stopTimeout;

    OwnedLanes(IntFunction<LaneLoop> newLoop, RelayStatus status, Duration stopTimeout) {
        this.newLoop = newLoop;
        this.status = status;
        this.stopTimeout = stopTimeout;
    }

    /** Returns at once; taking the lanes over happens on their own threads. */
    void start(Collection<Integer> lanes) {
        for (int lane : lanes) {
            LaneLoop loop = newLoop.apply(lane);
            status.owned(lane);
            loops.put(lane, loop);
            Thread.ofPlatform().name("relay-lane-" + lane).daemon().start(loop);
        }
        log.info("Works {} more lanes, {} now: {}", lanes.size(), loops.size(), loops.keySet());
    }

    /** Ends the lanes after their current batch and waits for that, all together no longer than the stop timeout. */
    void stop(Collection<Integer> lanes) {
        List<LaneLoop> ending = remove(lanes);
        ending.forEach(LaneLoop::stop);
        long deadline = System.nanoTime() + stopTimeout.toNanos();
        try {
            for (LaneLoop loop : ending) {
                if (!loop.awaitStopped(deadline - System.nanoTime())) {
                    loop.abandon();
                }
            }
        } catch (InterruptedException interrupted) {
            ending.forEach(LaneLoop::abandon);
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the lanes at once: they may be at work elsewhere already, and are fenced here when they are. */
    void abandon(Collection<Integer> lanes) {
        remove(lanes).forEach(LaneLoop::abandon);
    }

    private List<LaneLoop> remove(Collection<Integer> lanes) {
        lanes.forEach(status::released);
        return lanes.stream().map(loops::remove).filter(Objects::nonNull).toList();
    }

    Collection<Integer> all() {
        return List.copyOf(loops.keySet());
    }

    /** @return whether any lane would notice being woken */
    boolean anyIdle() {
        return loops.values().stream().anyMatch(LaneLoop::isIdle);
    }

    /** @return whether this relay works the lane and it was waiting for rows */
    boolean wake(int lane) {
        LaneLoop loop = loops.get(lane);
        if (loop == null || !loop.isIdle()) {
            return false;
        }
        loop.wake();
        return true;
    }
}
