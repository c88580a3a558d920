package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ApiPropertiesTest {

    private static final DataSize SIZE = DataSize.ofKilobytes(16);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration WAIT = Duration.ofSeconds(2);

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        refuses(0, SIZE, TIME, WAIT, "holdfast.api.max-quantity");
        refuses(1_000_001, SIZE, TIME, WAIT, "holdfast.api.max-quantity");
        refuses(1, DataSize.ofBytes(10), TIME, WAIT, "holdfast.api.max-body-size");
        refuses(1, DataSize.ofMegabytes(2), TIME, WAIT, "holdfast.api.max-body-size");
        refuses(1, SIZE, Duration.ofMillis(999), WAIT, "holdfast.api.max-receive-time");
        refuses(1, SIZE, Duration.ofMinutes(6), WAIT, "holdfast.api.max-receive-time");
        refuses(1, SIZE, TIME, Duration.ZERO, "holdfast.api.retry-after");
    }

    private static void refuses(int maxQuantity, DataSize maxBodySize, Duration maxReceiveTime, Duration retryAfter, String property) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiProperties(maxQuantity, maxBodySize, maxReceiveTime, retryAfter))
                .withMessageContaining(property);
    }
}
