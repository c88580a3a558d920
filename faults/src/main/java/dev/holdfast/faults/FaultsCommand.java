package dev.holdfast.faults;

import dev.holdfast.embedded.ServiceNotStarted;
import dev.holdfast.faults.campaign.Campaign;
import dev.holdfast.faults.campaign.Plan;
import dev.holdfast.faults.plant.PlantedBug;
import dev.holdfast.process.ProcessFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments of {@code ./run faults}. */
@Command(name = "./run faults", sortOptions = false, usageHelpWidth = 100, description = {
        "Starts a whole Holdfast on this machine, two of each application with a database and a broker of its own, has people buy, and",
        "kills, freezes and cuts at random. Then it lets everything heal and has the auditor judge what is left."},
        footer = {"", "Exit code 0: nothing was violated. 1: something was. 2: it is not known, or it could not run."})
final class FaultsCommand implements Callable<Integer> {

    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int MOST_MINUTES = 24 * 60;
    private static final int MOST_BUYERS = 500;
    private static final int NOT_KNOWN = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "decides which faults strike when, and what is bought; random unless given")
    private @Nullable Long seed;

    @Option(names = "--minutes", paramLabel = "M", description = "of faults, 1 to 1440; 5 unless given")
    private int minutes = 5;

    @Option(names = "--buyers", paramLabel = "N", description = "at the same time, 1 to 500; 24 unless given")
    private int buyers = 24;

    @Option(names = "--mysqld", paramLabel = "FILE",
            description = "the server program of a MySQL 9.7, to be used in place of the embedded MariaDB")
    private @Nullable Path mysqld;

    @Option(names = "--bug", paramLabel = "BUG",
            description = {"a control: every application has this mistake, and the auditor has to find it:", "${COMPLETION-CANDIDATES}"})
    private @Nullable PlantedBug bug;

    @Option(names = "--output", paramLabel = "DIR", description = "of logs and data; .holdfast/faults/TIME unless given")
    private @Nullable Path output;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "this text")
    private boolean help;

    private final Path home;

    /** @param home of the campaigns' directories */
    FaultsCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        require(minutes >= 1 && minutes <= MOST_MINUTES, "--minutes is %d; it has to be from 1 to %d".formatted(minutes, MOST_MINUTES));
        require(buyers >= 1 && buyers <= MOST_BUYERS, "--buyers is %d; it has to be from 1 to %d".formatted(buyers, MOST_BUYERS));
        Path directory = output != null ? output : home.resolve(FOLDER.format(ZonedDateTime.now(ZoneOffset.UTC)));
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000);
        try {
            return new Campaign(new Plan(chosen, Duration.ofMinutes(minutes), buyers, mysqld, bug), directory, System.out).run();
        } catch (ProcessFailed | ServiceNotStarted failure) {
            System.err.printf("The campaign cannot go on: %s. Its logs are in %s%n", failure.getMessage(), directory);
            return NOT_KNOWN;
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
        }
    }
}
