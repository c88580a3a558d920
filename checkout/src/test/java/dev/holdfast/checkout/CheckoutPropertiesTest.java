package dev.holdfast.checkout;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckoutPropertiesTest {

    @ParameterizedTest
    @CsvSource({"PT0.999S, PT0S, 1, hold-duration", "PT24H0.001S, PT0S, 1, hold-duration", "PT1S, PT-0.001S, 1, sold-out-memory",
        "PT1S, PT1.001S, 1, sold-out-memory", "PT1S, PT0S, 0, id-block-size", "PT1S, PT0S, 100001, id-block-size"})
    void aValueOutOfItsRangeIsRefusedByName(Duration hold, Duration memory, int block, String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckoutProperties(hold, memory, block))
                .withMessageStartingWith("holdfast.checkout." + name + " must be ");
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT0S, 1", "PT24H, PT1S, 100000"})
    void theEndsOfTheRangesAreAccepted(Duration hold, Duration memory, int block) {
        assertThatCode(() -> new CheckoutProperties(hold, memory, block)).doesNotThrowAnyException();
    }
}
