package dev.holdfast.fuzz;

import java.nio.file.Path;
import picocli.CommandLine;

/** What {@code ./run fuzz} starts. */
public final class Fuzz {

    private Fuzz() {
    }

    /** @param arguments see {@code ./run fuzz --help}; exit codes there, too */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FuzzCommand(Path.of(".holdfast", "fuzz"), System.out)).execute(arguments));
    }
}
