package dev.holdfast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchmarkCommandTest {

    private final StringWriter said = new StringWriter();

    @Test
    void theHelpNamesEveryBenchmark() {
        assertThat(execute("--help")).isZero();
        assertThat(said.toString()).contains("holds ", "sold-out ", "checkout ", "overload ", "relay ", "queue ", "expiry ", "start ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "--nonsense", "holds --rounds 0", "holds --rounds many", "holds --seconds 3601",
        "holds --quick --full", "holds expiry"})
    void whatItDoesNotKnowIsRefusedWithTheHelp(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(said.toString()).contains("Usage: ./run benchmark");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = BenchmarkCommand.commandLine(Path.of("nowhere"), Map.of());
        return commandLine.setOut(new PrintWriter(said)).setErr(new PrintWriter(said)).execute(arguments);
    }
}
