package dev.holdfast.faults.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the auditor says.
 *
 * @param exitCode   0 valid, 1 violated, 2 not known
 * @param output     for people
 * @param violations how many, by the number of the invariant, such as {@code I5}; those that hold are left out
 * @param seen       what the run has come across, by the auditor's names
 */
record Verdict(int exitCode, String output, Map<String, Long> violations, Map<String, Long> seen) {

    static Verdict unknown(String why) {
        return new Verdict(2, why, Map.of(), Map.of());
    }

    /** @param json the report; may be missing when the exit code is 2 */
    static Verdict read(int exitCode, Path output, Path json) throws IOException {
        JsonNode report = JsonMapper.shared().readTree(Files.exists(json) ? Files.readString(json) : "{}");
        Map<String, Long> violations = new TreeMap<>();
        report.path("invariants").forEach(invariant -> {
            long times = invariant.path("violations").asLong(0);
            if (times > 0) {
                violations.put(invariant.path("invariant").asString(), times);
            }
        });
        Map<String, Long> seen = new TreeMap<>();
        report.path("seen").properties().forEach(sighting -> seen.put(sighting.getKey(), sighting.getValue().asLong(0)));
        return new Verdict(exitCode, Files.readString(output), violations, seen);
    }

    long saw(String sighting) {
        return seen.getOrDefault(sighting, 0L);
    }
}
