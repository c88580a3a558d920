package dev.holdfast.checkout.idempotency;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotencyPropertiesTest {

    @ParameterizedTest
    @CsvSource({"0, PT10S, keys-per-caller", "1000000001, PT10S, keys-per-caller", "1, PT0.999S, recheck", "1, PT1H0.001S, recheck"})
    void aValueOutOfItsRangeIsRefusedByName(long keys, Duration recheck, String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyProperties(keys, recheck))
                .withMessageStartingWith("holdfast.idempotency." + name + " must be ");
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "1000000000, PT1H"})
    void theEndsOfTheRangesAreAccepted(long keys, Duration recheck) {
        assertThatCode(() -> new IdempotencyProperties(keys, recheck)).doesNotThrowAnyException();
    }
}
