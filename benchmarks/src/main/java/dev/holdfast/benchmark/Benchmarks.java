package dev.holdfast.benchmark;

import dev.holdfast.benchmark.process.Role;
import dev.holdfast.process.Play;
import java.nio.file.Path;

/** What {@code ./run benchmark} starts. */
public final class Benchmarks {

    private Benchmarks() {
    }

    /** @param arguments see {@code ./run benchmark --help}; exit code 1 when something was wrong, 2 for a wrong argument */
    public static void main(String[] arguments) {
        if (Play.playIfAsked(arguments, Role.values())) {
            return;
        }
        // Read when the first logger is made: the terminal belongs to the user.
        System.setProperty("logback.configurationFile", "dev/holdfast/process/logback.xml");
        System.exit(BenchmarkCommand.commandLine(Path.of(".holdfast", "benchmarks"), System.getenv()).execute(arguments));
    }
}
