package dev.holdfast.benchmark.holds;

import dev.holdfast.benchmark.testbed.Options;
import java.util.List;

/** Which combinations are measured. */
record HoldsMatrix(List<Level> levels) {

    private static final List<Integer> CLIENTS = List.of(1, 64, 256, 1_024);
    /** As above up to the usual number, because each measurement leaves the code a little warmer for the next. */
    private static final List<Integer> CLIENTS_OF_A_FULL_TABLE = List.of(1, 64, 256);

    /**
     * @param held    active holds of the product that are there before
     * @param clients how many there are, in turn
     */
    record Level(int held, List<Integer> clients) {
    }

    /** By default every number of clients on an empty table, and up to the usual number on a full one: half an hour. */
    static HoldsMatrix of(Options options) {
        return new HoldsMatrix(options.pick(
                List.of(new Level(1_000, List.of(16))),
                List.of(new Level(0, CLIENTS), new Level(1_000_000, CLIENTS_OF_A_FULL_TABLE)),
                List.of(new Level(0, CLIENTS), new Level(100_000, CLIENTS), new Level(1_000_000, CLIENTS))));
    }

    /** @return how many measurements that makes */
    int cells() {
        return levels.stream().mapToInt(level -> level.clients().size()).sum() * Contestant.values().length;
    }
}
