package dev.holdfast.faults.fault;

import dev.holdfast.faults.fleet.Fleet;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Strikes with one deck. The seed decides all that is drawn; how long a process takes to start again is up to the machine. */
public final class FaultDriver {

    /** On a slow machine, what has to strike in any case may take as long again as the campaign was given. */
    private static final int LONGEST_TIMES = 2;

    private final Fleet fleet;
    private final Deck deck;
    private final SplittableRandom random;
    private final Consumer<String> progress;
    private final Map<String, Times> struck = new TreeMap<>();

    /** @param progress is told of each fault */
    public FaultDriver(Fleet fleet, Deck deck, long seed, Consumer<String> progress) {
        this.fleet = fleet;
        this.deck = deck;
        this.random = new SplittableRandom(seed);
        this.progress = progress;
    }

    /**
     * Strikes until the time is over and everything has struck that has to in any case; a fault that has begun is mended.
     *
     * @param cancelled from when on nothing more strikes
     * @return how many faults were tried and came to pass, by class
     */
    public Map<String, Times> strikeFor(Duration time, BooleanSupplier cancelled) throws InterruptedException {
        Schedule schedule = new Schedule(deck, time, random);
        long begun = System.nanoTime();
        Duration grace = time.multipliedBy(LONGEST_TIMES - 1);
        Duration left = time;
        while (!cancelled.getAsBoolean() && (left.isPositive() || schedule.isDue() && left.plus(grace).isPositive())) {
            TimeUnit.NANOSECONDS.sleep(schedule.rest(left).toNanos());
            strike(schedule);
            left = time.minusNanos(System.nanoTime() - begun);
            if (!left.isPositive()) {
                schedule.end();
            }
        }
        return struck;
    }

    private void strike(Schedule schedule) throws InterruptedException {
        Deck.Card card = schedule.next();
        Fault fault = card.fault();
        boolean cameToPass = fault.strike(fleet, random);
        struck.merge(fault.label(), Times.once(cameToPass), Times::plus);
        if (!cameToPass) {
            schedule.postpone(card);
        }
        progress.accept(cameToPass ? fault.label() : fault.label() + ": did not come to pass");
    }
}
