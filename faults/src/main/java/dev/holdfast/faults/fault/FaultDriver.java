package dev.holdfast.faults.fault;

import dev.holdfast.faults.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Draws faults from a shuffled deck, one after the other, until the time is over. The seed decides all that is drawn. */
public final class FaultDriver {

    private static final int LONGEST_REST_MILLIS = 3_000;

    private final Fleet fleet;
    private final SplittableRandom random;
    private final Consumer<String> progress;
    private final List<Fault> faults;
    private final Deque<Fault> deck = new ArrayDeque<>();
    private final Map<String, Integer> struck = new TreeMap<>();

    /**
     * @param faults   to be drawn; all of them once before any comes again
     * @param progress is told of each fault
     */
    public FaultDriver(Fleet fleet, List<Fault> faults, long seed, Consumer<String> progress) {
        this.fleet = fleet;
        this.faults = List.copyOf(faults);
        this.random = new SplittableRandom(seed);
        this.progress = progress;
    }

    /**
     * Strikes until the time is over; a fault that has begun is mended.
     *
     * @return how many faults took place, by class
     */
    public Map<String, Integer> strikeFor(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_REST_MILLIS));
            Fault fault = draw();
            boolean tookPlace = fault.strike(fleet, random);
            if (tookPlace) {
                struck.merge(fault.label(), 1, Integer::sum);
            }
            progress.accept(tookPlace ? fault.label() : fault.label() + ": did not come to pass");
        }
        return struck;
    }

    private Fault draw() {
        if (deck.isEmpty()) {
            List<Fault> fresh = new ArrayList<>(faults);
            Collections.shuffle(fresh, Random.from(random));
            deck.addAll(fresh);
        }
        return deck.pop();
    }
}
