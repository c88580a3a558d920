package dev.holdfast.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    @Test
    void everyTypeHasItsSectionInTheDocumentationAndNoOtherTypeHas() throws IOException {
        List<String> sections = Files.readAllLines(Path.of("..", "docs", "problems.md")).stream()
                .filter(line -> line.startsWith("## ")).map(line -> line.substring(3)).toList();

        assertThat(sections).containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values()).map(ProblemType::label).toList());
    }

    @Test
    void aTypeIsIdentifiedByAUriThatEndsWithItsLabel() {
        assertThat(ProblemType.HOLD_EXPIRED.uri()).hasToString("https://holdfast.dev/problems/hold-expired");
    }
}
