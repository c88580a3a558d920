package dev.holdfast.faults.campaign;

import dev.holdfast.faults.Faults;
import dev.holdfast.faults.fleet.Fleet;
import dev.holdfast.faults.fleet.Role;
import dev.holdfast.process.JavaProcess;
import dev.holdfast.process.Launcher;
import dev.holdfast.process.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The auditor's turn: a process of its own, which waits until the system is quiet and then reads everything. */
final class Auditing {

    private static final List<String> JVM_OPTIONS = List.of("-Xmx2g", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Dlogback.configurationFile=dev/holdfast/process/logback.xml");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Auditing() {
    }

    /**
     * @param operations directory with the clients' logs
     * @param directory  of the campaign
     * @param patience   until the last holds have run out, been swept, and their events are in Kafka
     */
    static Verdict audit(Fleet fleet, Path operations, Path directory, Duration patience, Started started) throws InterruptedException, IOException {
        Launcher launcher = new Launcher(Faults.class, JVM_OPTIONS, directory.resolve("logs"), started);
        Path output = launcher.log(Role.AUDITOR.label());
        Path json = directory.resolve("audit.json");
        // Of an audit before: a process adds to its log.
        Files.deleteIfExists(output);
        Files.deleteIfExists(json);
        JavaProcess auditor = launcher.run(Role.AUDITOR, fleet.environment(fleet.database().port()), List.of(
                "--operations", operations.toString(), "--wait", String.valueOf(patience.toSeconds()), "--json", json.toString()));
        return Verdict.read(auditor.awaitEnd(LIMIT), output, json);
    }
}
