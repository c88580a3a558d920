package dev.holdfast.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @ParameterizedTest
    @CsvSource({"PT-5S, 1", "PT0S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.000001S, 2", "PT2H, 7200", "P36500D, 2147483647"})
    void theWaitIsRoundedUpToWholeSeconds(Duration wait, String seconds) {
        var answer = Problem.of(ProblemType.SALE_NOT_OPEN, "Later.").retryAfter(wait).answer();

        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo(seconds);
    }
}
