package dev.holdfast.benchmark.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param measured   of each cell in each round
 * @param warmUp     of each set of processes before its first cell, at the most: it ends when they become no faster
 * @param rounds     how often each cell is measured, at least 1
 * @param full       every combination, however long it takes
 * @param quick      a smoke run: everything once, and so short that the numbers mean nothing
 * @param jvmOptions of the applications
 * @param services   directory of the embedded database and broker
 * @param given      what to use in place of those
 */
public record Options(Duration measured, Duration warmUp, int rounds, boolean full, boolean quick, List<String> jvmOptions, Path services,
        Given given) {

    /**
     * Services of the user's.
     *
     * @param databaseUrl null for the embedded database
     * @param bootstrap   null for the embedded broker
     */
    public record Given(@Nullable String databaseUrl, String databaseUser, String databasePassword, @Nullable String bootstrap) {
    }

    /** What one benchmark may need more of than the other. */
    public <T> T pick(T whenQuick, T usually, T whenFull) {
        return quick ? whenQuick : full ? whenFull : usually;
    }
}
