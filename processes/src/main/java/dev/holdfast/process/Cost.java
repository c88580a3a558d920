package dev.holdfast.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time that processes have used since they began, by name.
 *
 * @param used in the order in which they are to be shown
 */
public record Cost(Map<String, Duration> used) {

    private static final double NANOS_PER_MICRO = 1_000;

    /** @param pids by name; processes that the operating system does not tell about are left out */
    public static Cost of(Map<String, Long> pids) {
        Map<String, Duration> used = new LinkedHashMap<>();
        pids.forEach((name, pid) -> ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration())
                .ifPresent(duration -> used.put(name, duration)));
        return new Cost(used);
    }

    /** @return microseconds of processor time between the two for each operation, by process */
    public Map<String, Double> microsPerOperation(Cost before, long operations) {
        Map<String, Double> each = new LinkedHashMap<>();
        used.forEach((name, after) -> {
            Duration begin = before.used.get(name);
            if (begin != null && operations > 0) {
                each.put(name, after.minus(begin).toNanos() / NANOS_PER_MICRO / operations);
            }
        });
        return each;
    }
}
