package dev.holdfast.faults.campaign;

import dev.holdfast.faults.buyer.Tally;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/** What the user sees at the end. */
final class CampaignTable {

    private CampaignTable() {
    }

    static void print(PrintStream out, Tally tally, Map<String, Integer> faults, Verdict verdict, Duration taken) throws IOException {
        out.printf("%n%-28s%12s%14s%12s%12s%n", "requests", "sent", "acknowledged", "refused", "unknown");
        tally.counts().forEach((kind, counts) -> row(out, kind, counts));
        row(out, "all", tally.total());
        out.printf("%nServer errors other than a deliberate 503: %d%n", tally.serverErrors());
        out.printf("%n%-40s%8s%n", "faults", "times");
        faults.forEach((label, times) -> out.printf("%-40s%8d%n", label, times));
        out.printf("%-40s%8d%n%n", "all", faults.values().stream().mapToInt(Integer::intValue).sum());
        out.print(Files.readString(verdict.report()));
        out.printf("%n%s, after %d min%n", switch (verdict.exitCode()) {
            case 0 -> "Nothing was violated";
            case 1 -> "VIOLATED: see above";
            default -> "NOT KNOWN: the auditor could not judge, see above";
        }, taken.toMinutes());
    }

    private static void row(PrintStream out, String kind, Tally.Counts counts) {
        out.printf("%-28s%,12d%,14d%,12d%,12d%n", kind, counts.sent(), counts.acknowledged(), counts.refused(), counts.unknown());
    }
}
