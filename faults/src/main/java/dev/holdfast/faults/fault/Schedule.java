package dev.holdfast.faults.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What strikes next and how long nothing does before it: all that has to strike in random order, spread over the time; then anything.
 * The generator decides all that is drawn.
 */
final class Schedule {

    /** What did not come to pass gets another chance, so often. */
    private static final int SECOND_CHANCES = 10;
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);
    /** Of the time that is left for each fault, most belongs to the fault itself. */
    private static final int PARTS = 3;

    private final Deck deck;
    private final RandomGenerator random;
    private final Deque<Fault> due;
    private int secondChances = SECOND_CHANCES;

    Schedule(Deck deck, Duration time, RandomGenerator random) {
        this.deck = deck;
        this.random = random;
        List<Fault> all = new ArrayList<>();
        deck.cards().forEach(card -> all.addAll(Collections.nCopies(card.timesIn(time), card.fault())));
        Collections.shuffle(all, Random.from(random));
        due = new ArrayDeque<>(all);
    }

    /** @return whether something has to strike yet */
    boolean isDue() {
        return !due.isEmpty();
    }

    /** @param left of the campaign; negative when it should be over */
    Duration rest(Duration left) {
        long most = Math.min(LONGEST_REST.toMillis(), left.toMillis() / Math.max(1, due.size()) / PARTS);
        return most <= 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(most));
    }

    Fault next() {
        return due.isEmpty() ? deck.cards().get(random.nextInt(deck.cards().size())).fault() : due.pop();
    }

    /** It did not come to pass, and is due again. */
    void postpone(Fault fault) {
        if (secondChances > 0) {
            secondChances--;
            due.add(fault);
        }
    }
}
