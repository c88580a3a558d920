package dev.holdfast.faults.campaign;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to be.
 *
 * @param seed    decides what is bought and which faults strike when
 * @param time    of faults
 * @param buyers  at the same time
 * @param brokers of the cluster, 1 to 3
 * @param mysqld  server program of a MySQL; null for the embedded database
 */
public record Plan(long seed, Duration time, int buyers, int brokers, @Nullable Path mysqld) {
}
