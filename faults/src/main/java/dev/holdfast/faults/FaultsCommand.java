package dev.holdfast.faults;

import dev.holdfast.embedded.ServiceNotStarted;
import dev.holdfast.faults.campaign.Campaign;
import dev.holdfast.faults.campaign.Controls;
import dev.holdfast.faults.campaign.Plan;
import dev.holdfast.faults.plant.PlantedBug;
import dev.holdfast.process.ProcessFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
        "Starts a whole Holdfast on this machine, two of each application with a database and brokers of its own, has people buy, and",
        "kills, freezes and cuts at random. Then it lets everything heal and has the auditor judge what is left."},
        footer = {"", "Exit code 0: nothing was violated; with --bugs, every bug was found. 1: something was violated; with --bugs, a bug was",
            "missed. 2: it is not known, or it could not run."})
final class FaultsCommand implements Callable<Integer> {

    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int MOST_MINUTES = 24 * 60;
    private static final int MOST_BUYERS = 500;
    private static final int MOST_BROKERS = 3;
    private static final int NOT_KNOWN = 2;
    private static final Duration USUAL_TIME = Duration.ofMinutes(5);
    private static final Duration USUAL_TIME_OF_BUG = Duration.ofSeconds(80);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "decides which faults strike when, and what is bought; random unless given")
    private @Nullable Long seed;

    @Option(names = "--minutes", paramLabel = "M",
            description = "of faults, 1 to 1440; 5 unless given. With --bug and --bugs: for each at the most, 80 s unless given")
    private @Nullable Integer minutes;

    @Option(names = "--buyers", paramLabel = "N", description = "at the same time, 1 to 500; 24 unless given")
    private int buyers = 24;

    @Option(names = "--brokers", paramLabel = "N", description = "of the Kafka cluster, 1 to 3; 3 unless given, and always 1 with --bug and --bugs")
    private int brokers = MOST_BROKERS;

    @Option(names = "--mysqld", paramLabel = "FILE",
            description = "the server program of a MySQL 9.7, to be used in place of the embedded MariaDB")
    private @Nullable Path mysqld;

    @Option(names = "--bug", paramLabel = "BUG",
            description = {"a control: every application has this mistake, and the auditor has to find it:", "${COMPLETION-CANDIDATES}"})
    private @Nullable PlantedBug bug;

    @Option(names = "--bugs", description = "all of these controls, one after the other, and a table of which were found")
    private boolean bugs;

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
        require(minutes == null || minutes >= 1 && minutes <= MOST_MINUTES,
                "--minutes is %d; it has to be from 1 to %d".formatted(minutes, MOST_MINUTES));
        require(buyers >= 1 && buyers <= MOST_BUYERS, "--buyers is %d; it has to be from 1 to %d".formatted(buyers, MOST_BUYERS));
        require(brokers >= 1 && brokers <= MOST_BROKERS, "--brokers is %d; it has to be from 1 to %d".formatted(brokers, MOST_BROKERS));
        require(bug == null || !bugs, "--bug is one of --bugs; give only one of the two");
        Path directory = output != null ? output : home.resolve(FOLDER.format(ZonedDateTime.now(ZoneOffset.UTC)));
        try {
            return run(directory);
        } catch (ProcessFailed | ServiceNotStarted failure) {
            System.err.printf("The campaign cannot go on: %s. Its logs are in %s%n", failure.getMessage(), directory);
            return NOT_KNOWN;
        }
    }

    private int run(Path directory) throws InterruptedException, IOException {
        if (bugs) {
            return new Controls(plan(USUAL_TIME_OF_BUG), directory, System.out).run(List.of(PlantedBug.values()));
        }
        return bug != null ? new Controls(plan(USUAL_TIME_OF_BUG), directory, System.out).run(bug)
                : new Campaign(plan(USUAL_TIME), directory, System.out).run();
    }

    private Plan plan(Duration usual) {
        return new Plan(seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000),
                minutes != null ? Duration.ofMinutes(minutes) : usual, buyers, brokers, mysqld);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
        }
    }
}
