package dev.holdfast.faults.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void writeOutput() throws IOException {
        Files.writeString(directory.resolve("auditor.log"), "INVALID");
    }

    @Test
    void theReportNamesWhatIsViolated() throws IOException {
        Files.writeString(directory.resolve("audit.json"), """
                {"invariants": [{"invariant": "I1", "violations": 0}, {"invariant": "I5", "violations": 7}],
                 "seen": {"aborted_record": 12}}""");

        Verdict verdict = Verdict.read(1, directory.resolve("auditor.log"), directory.resolve("audit.json"));

        assertThat(verdict.violations()).isEqualTo(Map.of("I5", 7L));
        assertThat(verdict.saw("aborted_record")).isEqualTo(12);
        assertThat(verdict.saw("refund_required")).isZero();
        assertThat(verdict.output()).isEqualTo("INVALID");
    }

    @Test
    void withoutAReportNothingIsViolated() throws IOException {
        assertThat(Verdict.read(2, directory.resolve("auditor.log"), directory.resolve("audit.json")).violations()).isEmpty();
    }
}
