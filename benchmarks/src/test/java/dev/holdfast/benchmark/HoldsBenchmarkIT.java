package dev.holdfast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of {@code ./run benchmark holds --quick}, on the embedded services or on the database that the tests are given. */
class HoldsBenchmarkIT {

    // Each system is up for seconds: what the second compiler does then helps nobody.
    private static final String SOON_UP = "-XX:MaxRAM=512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders "
            + "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow";

    @TempDir
    private static Path directory;

    @Test
    void aSmokeRunMeasuresEverySystemFindsNothingWrongAndLeavesNothingBehind() throws IOException {
        Path output = directory.resolve("report");
        int exit = BenchmarkCommand.commandLine(directory, environment())
                .execute("holds", "--quick", "--warmup", "0", "--jvm-options", SOON_UP, "--output", output.toString());

        assertThat(exit).isZero();
        JsonNode report = JsonMapper.builder().build().readTree(output.resolve("report.json").toFile());
        assertThat(report.path("smoke_run").booleanValue()).isTrue();
        assertThat(report.path("wrong_answers").isIntegralNumber()).isTrue();
        assertThat(report.path("wrong_answers").longValue()).isZero();
        assertThat(report.path("result").path("broken").isEmpty()).isTrue();
        assertThat(cells(report).map(cell -> cell.path("system").stringValue()))
                .containsExactly("Holdfast", "counter under a lock", "the original's algorithm");
        assertThat(cells(report)).allSatisfy(cell -> {
            assertThat(median(cell, "holds")).isPositive();
            assertThat(median(cell, "p99")).isPositive();
            assertThat(median(cell, "processor time")).isPositive();
        });
        assertThat(median(cells(report).findFirst().orElseThrow(), "requests a transaction")).isGreaterThanOrEqualTo(1);
        assertThat(Files.readString(output.resolve("report.html")))
                .contains("uPlot", "\"smoke_run\" : true").doesNotContain("src=", "/* report");
        assertThat(Files.readString(output.resolve("holds.svg"))).contains("counter under a lock");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (String name : new String[] {"DB_URL", "DB_USER", "DB_PASSWORD"}) {
            String value = System.getenv("HOLDFAST_TEST_" + name);
            environment.put("HOLDFAST_" + name, value != null ? value : name.equals("DB_URL") ? "" : "holdfast");
        }
        return environment;
    }

    private static Stream<JsonNode> cells(JsonNode report) {
        return StreamSupport.stream(report.path("result").path("cells").spliterator(), false);
    }

    private static double median(JsonNode cell, String figure) {
        return cell.path("summaries").path(figure).path("spread").path("median").doubleValue();
    }
}
