package dev.holdfast.benchmark.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the numbers were measured on.
 *
 * @param commit      of the tree, with {@code +changes} when it had uncommitted ones
 * @param memoryMib   of the machine
 * @param busy        share of the processors that was used before the benchmark began, 0 to 1
 * @param jvmOptions  of the applications that were measured
 * @param database    product and version
 * @param broker      which Kafka
 */
public record Environment(Instant date, String commit, String cpu, int cores, long memoryMib, String kernel, double busy,
        String jvm, List<String> jvmOptions, String database, Map<String, String> databaseSettings, String broker) {

    private static final long BYTES_PER_MIB = 1L << 20;
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /**
     * @param busy       as told by {@link #busyFor}
     * @param jvmOptions of the applications
     */
    public static Environment of(double busy, List<String> jvmOptions, String database, Map<String, String> databaseSettings,
            String broker) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Environment(Instant.now().truncatedTo(ChronoUnit.SECONDS), System.getProperty("holdfast.commit", "unknown"), cpuModel(),
                machine.getAvailableProcessors(), machine.getTotalMemorySize() / BYTES_PER_MIB,
                "%s %s".formatted(machine.getName(), machine.getVersion()), busy,
                "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()), jvmOptions, database, databaseSettings, broker);
    }

    /**
     * Looks for a while at how busy the machine is. Its load average would still tell of what ran before, such as the build.
     *
     * @return the share of its processors that is used, 0 to 1
     */
    public static double busyFor(Duration duration) throws InterruptedException {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        machine.getCpuLoad();
        Thread.sleep(duration);
        return Math.max(0, machine.getCpuLoad());
    }

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst().orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
