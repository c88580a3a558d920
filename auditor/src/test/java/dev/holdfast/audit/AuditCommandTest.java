package dev.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AuditCommandTest {

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    private CommandLine command(Map<String, String> environment) {
        return AuditCommand.commandLine(folder, environment, new PrintStream(out, true, StandardCharsets.UTF_8))
                .setOut(new PrintWriter(errors)).setErr(new PrintWriter(errors));
    }

    @Test
    void helpTellsTheOptionsAndTheExitCodes() {
        assertThat(command(Map.of()).execute("--help")).isZero();
        assertThat(errors.toString()).contains("--operations", "--wait", "--binlog", "HOLDFAST_DB_URL", "Exit code 0");
    }

    @ParameterizedTest
    @CsvSource({"--wait,-1", "--wait,soon", "--grace,86401", "--binlog,maybe", "--topic,baskets=x", "--color,red"})
    void aWrongArgumentIsNoVerdict(String option, String value) {
        assertThat(command(Map.of()).execute(option, value)).isEqualTo(2);
        assertThat(errors.toString()).contains(option);
    }

    @Test
    void aUrlOfAnotherFormIsRefused() {
        assertThat(command(Map.of("HOLDFAST_DB_URL", "jdbc:postgresql://127.0.0.1/holdfast")).execute()).isEqualTo(2);
        assertThat(errors.toString()).contains("jdbc:mysql://HOST:PORT/SCHEMA");
    }

    @Test
    void withoutADatabaseTheVerdictIsUnknown() {
        assertThat(command(Map.of("HOLDFAST_DB_URL", "jdbc:mysql://127.0.0.1:1/holdfast")).execute()).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("UNKNOWN", "127.0.0.1:1/holdfast cannot be reached");
    }
}
