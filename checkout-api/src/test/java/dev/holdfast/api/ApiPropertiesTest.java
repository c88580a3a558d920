package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ApiPropertiesTest {

    private static final DataSize SIZE = DataSize.ofKilobytes(16);
    private static final Duration WAIT = Duration.ofSeconds(2);

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        refuses(0, SIZE, WAIT, "holdfast.api.max-quantity");
        refuses(1_000_001, SIZE, WAIT, "holdfast.api.max-quantity");
        refuses(1, DataSize.ofBytes(10), WAIT, "holdfast.api.max-body-size");
        refuses(1, DataSize.ofMegabytes(2), WAIT, "holdfast.api.max-body-size");
        refuses(1, SIZE, Duration.ZERO, "holdfast.api.retry-after");
    }

    private static void refuses(int maxQuantity, DataSize maxBodySize, Duration retryAfter, String property) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiProperties(maxQuantity, maxBodySize, retryAfter))
                .withMessageContaining(property);
    }
}
