package dev.holdfast.benchmark.load;

import java.util.ArrayList;
import java.util.List;

/** Answers that cannot be right, of a whole benchmark: all are counted, the first few are kept. */
public final class WrongAnswers {

    private static final int SHOWN = 10;

    private final List<String> first = new ArrayList<>();
    private long count;

    /** @param why what was expected and what came */
    public synchronized void add(String why) {
        count++;
        if (first.size() < SHOWN) {
            first.add(why);
        }
    }

    public synchronized long count() {
        return count;
    }

    /** @return at most ten */
    public synchronized List<String> first() {
        return List.copyOf(first);
    }
}
