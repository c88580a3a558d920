package dev.holdfast.api.ratelimit;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.api.ratelimit.RateLimitProperties.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitPropertiesTest {

    @ParameterizedTest
    @CsvSource({"0, PT1S", "1000001, PT1S", "1, PT0.999S", "1, PT1.5S", "1, PT1H1S"})
    void aLimitOutOfRangeIsRefused(int requests, Duration period) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limit(requests, period)).withMessageContaining("holdfast.rate-limit");
    }

    @Test
    void callersAreCountedWithinBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimitProperties(null, null, 99))
                .withMessageContaining("holdfast.rate-limit.max-callers");
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimitProperties(null, null, 10_000_001));
    }
}
