package dev.holdfast.faults.campaign;

import dev.holdfast.faults.fault.Fault;
import dev.holdfast.faults.plant.PlantedBug;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to be.
 *
 * @param seed   decides what is bought and which faults strike when
 * @param time   of faults
 * @param buyers at the same time
 * @param mysqld server program of a MySQL; null for the embedded database
 * @param bug    that every application is to have; null for none
 */
public record Plan(long seed, Duration time, int buyers, @Nullable Path mysqld, @Nullable PlantedBug bug) {

    /** @return decks to draw from, each at its own pace: all kinds of faults, or those that bring the bug to light */
    List<List<Fault>> decks() {
        return bug == null ? List.of(Fault.ofApplications(), Fault.ofServices()) : List.of(Fault.provoking(bug));
    }
}
