package dev.holdfast.faults;

import dev.holdfast.faults.fleet.Role;
import dev.holdfast.process.Play;
import java.nio.file.Path;
import picocli.CommandLine;

/** What {@code ./run faults} starts. */
public final class Faults {

    private Faults() {
    }

    /** @param arguments see {@code ./run faults --help}; exit codes there, too */
    public static void main(String[] arguments) {
        if (Play.playIfAsked(arguments, Role.values())) {
            return;
        }
        // Read when the first logger is made: the terminal belongs to the user.
        System.setProperty("logback.configurationFile", "dev/holdfast/process/logback.xml");
        System.exit(new CommandLine(new FaultsCommand(Path.of(".holdfast", "faults"))).execute(arguments));
    }
}
