package dev.holdfast.faults.campaign;

import dev.holdfast.faults.buyer.Tally;
import dev.holdfast.faults.fault.Times;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/** What the user sees at the end of a campaign. */
final class CampaignTable {

    private final PrintStream out;

    CampaignTable(PrintStream out) {
        this.out = out;
    }

    void print(Tally tally, Map<String, Times> faults, Verdict verdict, Duration taken) {
        out.printf("%n%-28s%12s%14s%12s%12s%n", "requests", "sent", "acknowledged", "refused", "unknown");
        tally.counts().forEach(this::row);
        row("all", tally.total());
        out.printf("%nOf unknown outcome: %,d took effect, %,d did not, %,d cannot be told from others%n",
                verdict.saw("unknown_took_effect"), verdict.saw("unknown_without_effect"), verdict.saw("unknown_undecided"));
        out.printf("Server errors other than a deliberate 503: %,d%n", tally.serverErrors());
        out.printf("%n%-40s%8s%14s%n", "faults", "tried", "came to pass");
        faults.forEach(this::row);
        row("all", faults.values().stream().reduce(new Times(0, 0), Times::plus));
        out.printf("%n%s%n", verdict.output());
        out.printf("%s, after %d min%n", switch (verdict.exitCode()) {
            case 0 -> "Nothing was violated";
            case 1 -> "VIOLATED: see above";
            default -> "NOT KNOWN: the auditor could not judge, see above";
        }, taken.toMinutes());
    }

    private void row(String kind, Tally.Counts counts) {
        out.printf("%-28s%,12d%,14d%,12d%,12d%n", kind, counts.sent(), counts.acknowledged(), counts.refused(), counts.unknown());
    }

    private void row(String label, Times times) {
        out.printf("%-40s%8d%14d%n", label, times.tried(), times.cameToPass());
    }
}
