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
 * What strikes next and how long nothing does before it: all that is due in random order, spread over the time; then anything. The
 * generator decides all that is drawn.
 */
final class Schedule {

    /** What did not come to pass gets another chance, so often. */
    private static final int SECOND_CHANCES = 10;
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);
    /** Of the time that is left for each fault, most belongs to the fault itself. */
    private static final int PARTS = 3;

    private final Deck deck;
    private final RandomGenerator random;
    private final Deque<Deck.Card> due;
    private int secondChances = SECOND_CHANCES;

    Schedule(Deck deck, Duration time, RandomGenerator random) {
        this.deck = deck;
        this.random = random;
        List<Deck.Card> all = new ArrayList<>();
        deck.cards().forEach(card -> all.addAll(Collections.nCopies(card.timesIn(time), card)));
        Collections.shuffle(all, Random.from(random));
        due = new ArrayDeque<>(all);
    }

    /** The time is over: only what has to strike in any case is still due. */
    void end() {
        due.removeIf(card -> !card.always());
    }

    boolean isDue() {
        return !due.isEmpty();
    }

    /** @param left of the campaign; negative when it should be over */
    Duration rest(Duration left) {
        long most = Math.min(LONGEST_REST.toMillis(), left.toMillis() / Math.max(1, due.size()) / PARTS);
        return most <= 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(most));
    }

    Deck.Card next() {
        return due.isEmpty() ? deck.cards().get(random.nextInt(deck.cards().size())) : due.pop();
    }

    /** It did not come to pass, and is due again. */
    void postpone(Deck.Card card) {
        if (secondChances > 0) {
            secondChances--;
            due.add(card);
        }
    }
}
