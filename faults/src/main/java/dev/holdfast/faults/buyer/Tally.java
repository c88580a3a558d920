package dev.holdfast.faults.buyer;

import java.util.Map;
import java.util.TreeMap;

/** How many requests had which answer. */
public final class Tally {

    private final Map<String, Counts> byKind = new TreeMap<>();
    private long serverErrors;

    /**
     * Requests of one kind.
     *
     * @param unknown of which the client does not know what came
     */
    public record Counts(long acknowledged, long refused, long unknown) {

        private static final Counts NONE = new Counts(0, 0, 0);

        public long sent() {
            return acknowledged + refused + unknown;
        }

        Counts plus(Counts more) {
            return new Counts(acknowledged + more.acknowledged, refused + more.refused, unknown + more.unknown);
        }
    }

    synchronized void count(String kind, Answer answer) {
        byKind.merge(kind, switch (answer.meaning()) {
            case OK -> new Counts(1, 0, 0);
            case REFUSED -> new Counts(0, 1, 0);
            case UNKNOWN -> new Counts(0, 0, 1);
        }, Counts::plus);
        if (answer.status() >= 500 && answer.status() != 503) {
            serverErrors++;
        }
    }

    /** @return by kind of request */
    public synchronized Map<String, Counts> counts() {
        return new TreeMap<>(byKind);
    }

    /** @return all kinds together */
    public synchronized Counts total() {
        return byKind.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** @return answers with 500 or more that were not a deliberate 503 */
    public synchronized long serverErrors() {
        return serverErrors;
    }
}
