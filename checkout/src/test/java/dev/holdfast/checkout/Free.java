package dev.holdfast.checkout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many units of a product are certainly free, counted by the buyers themselves: a unit is not free from before it is asked for
 * until after it was given back.
 *
 * <p>A refusal from memory is wrong if enough units had been free without a break for longer than the memory's limit. It is wrong at
 * once if that instance must know of them: because it gave units back itself after they were free, or because its own give-back made
 * them free and nothing else was given back meanwhile.
 */
final class Free {

    private static final long NEVER = Long.MAX_VALUE;

    private final long limit;
    private final State[] ofWanted;
    private final List<String> wrongRefusals = new ArrayList<>();
    private int free;
    private long giveBacks;
    private int refusals;

    /** @param knownTo bit set of the instances that must know */
    private record State(long since, int knownTo) {
    }

    /** The begin of a give-back. */
    record Begin(long giveBacks, long nanoTime) {
    }

    /** What is to be known when the memory is asked. */
    record Asked(int instance, int wanted, State state, long nanoTime) {
    }

    Free(int units, Duration limit) {
        this.limit = limit.toNanos();
        this.free = units;
        this.ofWanted = new State[units + 1];
        Arrays.fill(ofWanted, new State(System.nanoTime(), 0));
    }

    /** To be called before the memory is asked. */
    synchronized Asked ask(int instance, int wanted) {
        return new Asked(instance, wanted, ofWanted[wanted], System.nanoTime());
    }

    synchronized void refused(Asked asked) {
        refusals++;
        State state = asked.state;
        boolean known = (state.knownTo & 1 << asked.instance) != 0;
        if (state.since != NEVER && (known || asked.nanoTime - state.since > limit)) {
            wrongRefusals.add("%d units were free for %d us, %s to instance %d".formatted(asked.wanted,
                    (asked.nanoTime - state.since) / 1_000, known ? "known" : "unknown", asked.instance));
        }
    }

    synchronized void take(int units) {
        free -= units;
        for (int wanted = Math.max(free, 0) + 1; wanted < ofWanted.length; wanted++) {
            ofWanted[wanted] = new State(NEVER, 0);
        }
    }

    synchronized Begin begin() {
        return new Begin(giveBacks, System.nanoTime());
    }

    /** @param knownTo the instances that must know when it has ended */
    synchronized void giveBack(int units, Begin begin, int... knownTo) {
        boolean alone = begin.giveBacks == giveBacks++;
        int instances = Arrays.stream(knownTo).map(instance -> 1 << instance).sum();
        free += units;
        for (int wanted = 1; wanted <= free; wanted++) {
            State before = ofWanted[wanted];
            if (before.since == NEVER) {
                ofWanted[wanted] = new State(System.nanoTime(), alone ? instances : 0);
            } else if (begin.nanoTime > before.since) {
                ofWanted[wanted] = new State(before.since, before.knownTo | instances);
            }
        }
    }

    synchronized List<String> wrongRefusals() {
        return List.copyOf(wrongRefusals);
    }

    synchronized int refusals() {
        return refusals;
    }
}
