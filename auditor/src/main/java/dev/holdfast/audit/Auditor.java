package dev.holdfast.audit;

import dev.holdfast.audit.report.Verdict;
import java.nio.file.Path;

/** What {@code ./run audit} starts. */
public final class Auditor {

    private Auditor() {
    }

    /** @param arguments see {@code ./run audit --help}; exit code 0 valid, 1 invalid, 2 unknown or a wrong argument */
    public static void main(String[] arguments) {
        // Read when the first logger is made: the terminal belongs to the user.
        System.setProperty("logback.configurationFile", "dev/holdfast/audit/logback.xml");
        int exitCode = Verdict.UNKNOWN.exitCode();
        try {
            exitCode = AuditCommand.commandLine(Path.of(".holdfast"), System.getenv(), System.out).execute(arguments);
        } finally {
            // An audit that breaks, as by lack of memory, has disproved nothing; the JVM's own code for that would be 1.
            System.exit(exitCode);
        }
    }
}
