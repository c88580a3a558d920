package dev.holdfast.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What a process keeps in memory, as Linux tells it. */
final class Memory {

    private static final double KIB_PER_MIB = 1_024;

    private Memory() {
    }

    /** @return the resident set in MiB; empty where the system does not tell */
    static OptionalDouble residentMib(long pid) {
        return mib(pid, "VmRSS:");
    }

    /** @return the largest that the resident set has been, in MiB; empty where the system does not tell */
    static OptionalDouble peakMib(long pid) {
        return mib(pid, "VmHWM:");
    }

    private static OptionalDouble mib(long pid, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB).findFirst();
        } catch (IOException notTold) {
            return OptionalDouble.empty();
        }
    }
}
