package dev.holdfast.audit.report;

import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.Invariant;
import dev.holdfast.audit.invariant.Sighting;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report in lines of text. */
public final class ReportText {

    private ReportText() {
    }

    public static void print(AuditReport report, PrintStream out) {
        Findings findings = report.findings();
        out.println();
        report.sources().forEach(source -> out.printf("  %s%n", source));
        out.printf("%n%-4s  %-40s  %12s  %10s%n", "", "", "checked", "violations");
        for (Invariant invariant : Invariant.values()) {
            long checked = findings.checks(invariant);
            long violations = findings.violations(invariant);
            out.printf("%-4s  %-40s  %12s  %10s%n", invariant.number(), invariant.title(),
                    checked == 0 ? "–" : number(checked), checked == 0 && violations == 0 ? "–" : number(violations));
        }
        printViolations(findings, out);
        String seen = Stream.of(Sighting.values()).filter(sighting -> findings.sightings(sighting) > 0)
                .map(sighting -> "%s %s".formatted(number(findings.sightings(sighting)), sighting.title())).collect(Collectors.joining(", "));
        out.printf("%nSeen: %s.%n", seen.isEmpty() ? "nothing out of the ordinary" : seen);
        report.notes().forEach(note -> out.printf("Not checked: %s%n", note));
        report.doubts().forEach(doubt -> out.printf("In doubt: %s%n", doubt));
        out.printf("%n%s, after %.1f s.%n", verdict(report), report.took().toMillis() / 1e3);
    }

    private static void printViolations(Findings findings, PrintStream out) {
        for (Invariant invariant : Invariant.values()) {
            if (findings.violations(invariant) > 0) {
                out.printf("%n%s is violated %s times%s:%n", invariant.number(), number(findings.violations(invariant)),
                        findings.violations(invariant) > Findings.KEPT ? "; the first " + Findings.KEPT : "");
                findings.kept(invariant).forEach(violation -> out.printf("  %s %s%n", violation.subject(), violation.what()));
            }
        }
    }

    private static String verdict(AuditReport report) {
        return switch (report.verdict()) {
            case VALID -> "VALID: every invariant holds where it was checked";
            case INVALID -> "INVALID: %s violations".formatted(number(report.findings().violations()));
            case UNKNOWN -> "UNKNOWN: no violation was seen, but not everything could be checked";
        };
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
