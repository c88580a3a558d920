package dev.holdfast.faults.campaign;

import dev.holdfast.faults.fault.Deck;
import dev.holdfast.faults.fault.Times;
import dev.holdfast.faults.fleet.Database;
import dev.holdfast.faults.fleet.Size;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** Every kind of fault against a whole Holdfast, from its start to the verdict. */
public final class Campaign {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Plan plan;
    private final Path directory;
    private final Telling telling;

    /** @param directory of logs and data, new */
    public Campaign(Plan plan, Path directory, PrintStream out) {
        this.plan = plan;
        this.directory = directory;
        this.telling = new Telling(out);
    }

    /** @return the auditor's exit code: 0 valid, 1 violated, 2 not known */
    public int run() throws InterruptedException, IOException {
        telling.say("Seed %d, %d s of faults, %d buyers; everything is in %s", plan.seed(), plan.time().toSeconds(), plan.buyers(), directory);
        telling.say("Starting the database, %d brokers and two of each application", plan.brokers());
        Database database = Database.in(directory.resolve("data"), plan.mysqld());
        try (Trial trial = Trial.begin(directory, database, Size.full(plan.brokers()), null, telling)) {
            Map<String, Times> faults = trial.sell(plan.time(), plan.buyers(), Deck.all(plan.time(), plan.brokers()),
                    new SplittableRandom(plan.seed()));
            Verdict verdict = trial.audit(PATIENCE);
            new CampaignTable(telling.out()).print(trial.tally(), faults, verdict, telling.passed());
            return verdict.exitCode();
        }
    }
}
