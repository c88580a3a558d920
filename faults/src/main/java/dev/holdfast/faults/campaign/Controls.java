package dev.holdfast.faults.campaign;

import dev.holdfast.embedded.ServiceNotStarted;
import dev.holdfast.faults.fleet.Database;
import dev.holdfast.faults.plant.PlantedBug;
import dev.holdfast.process.ProcessFailed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The negative controls: each bug in a fleet of its own, which is bought from until the auditor has found it. An auditor that misses one
 * proves nothing when it finds nothing.
 */
public final class Controls {

    private static final Duration ROUND = Duration.ofSeconds(20);
    /** A relay that is stuck for good is not waited for as long as one that recovers. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Plan plan;
    private final Path directory;
    private final Telling telling;

    /**
     * @param plan      its time is that of one bug at the most
     * @param directory of logs and data, new
     */
    public Controls(Plan plan, Path directory, PrintStream out) {
        this.plan = plan;
        this.directory = directory;
        this.telling = new Telling(out);
    }

    /**
     * What came of one bug.
     *
     * @param load how long people bought and faults struck
     */
    record Result(Control control, Verdict verdict, Duration load) {

        boolean isCaught() {
            return control.isCaught(verdict);
        }
    }

    /** @return the auditor's exit code: 1 if it has found the bug, or anything else */
    public int run(PlantedBug bug) throws InterruptedException, IOException {
        Result result = lookFor(Control.of(bug));
        telling.out().printf("%n%s%n", result.verdict().output());
        print(List.of(result));
        return result.verdict().exitCode();
    }

    /** @return 0 if every bug was found, 1 if not */
    public int run(List<PlantedBug> bugs) throws InterruptedException, IOException {
        List<Result> results = new ArrayList<>();
        for (PlantedBug bug : bugs) {
            Result result = lookFor(Control.of(bug));
            telling.say("%s %s", bug, result.isCaught() ? "is caught" : "IS NOT CAUGHT");
            results.add(result);
        }
        print(results);
        return results.stream().allMatch(Result::isCaught) ? 0 : 1;
    }

    private Result lookFor(Control control) throws InterruptedException, IOException {
        telling.say("%s: %s", control.bug(), control.bug().label());
        SplittableRandom seeds = new SplittableRandom(plan.seed());
        // The data in one place, so that the database's programs need not be unpacked for each.
        Database database = Database.in(directory.resolve("data"), plan.mysqld());
        Duration load = Duration.ZERO;
        try (Trial trial = Trial.begin(directory.resolve(control.bug().name()), database, control.size(), control.bug(), telling)) {
            Verdict verdict;
            do {
                trial.sell(ROUND, plan.buyers(), control.decks(), seeds.split());
                load = load.plus(ROUND);
                verdict = trial.audit(PATIENCE);
            } while (!control.isCaught(verdict) && load.compareTo(plan.time()) < 0);
            return new Result(control, verdict, load);
        } catch (ProcessFailed | ServiceNotStarted failure) {
            telling.say("It cannot go on: %s", String.valueOf(failure.getMessage()));
            return new Result(control, Verdict.unknown(String.valueOf(failure.getMessage())), load);
        }
    }

    private void print(List<Result> results) {
        telling.out().printf("%n%-46s%-8s%6s  %s%n", "planted", "caught", "load", "violations");
        for (Result result : results) {
            String violations = result.verdict().violations().entrySet().stream()
                    .map(invariant -> "%s %,d".formatted(invariant.getKey(), invariant.getValue())).collect(Collectors.joining(", "));
            telling.out().printf("%-46s%-8s%4d s  %s%n", result.control().bug().label(), result.isCaught() ? "yes" : "NO",
                    result.load().toSeconds(), violations);
        }
        telling.out().printf("%nCaught %d of %d planted, after %d min%n", results.stream().filter(Result::isCaught).count(), results.size(),
                telling.passed().toMinutes());
    }
}
