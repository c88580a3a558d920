package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkedKeysTest {

    private Instant now = Instant.EPOCH;
    private final ParkedKeys parked = new ParkedKeys(() -> now, Duration.ofMinutes(5), 2);

    @Test
    void aKeyStaysParkedUntilItIsTimeToTryAgain() {
        assertThat(parked.park("a")).isTrue();

        now = now.plus(Duration.ofMinutes(5)).minusNanos(1);
        assertThat(parked.keys()).containsExactly("a");

        now = now.plusNanos(1);
        assertThat(parked.keys()).isEmpty();
    }

    @Test
    void beyondTheLimitNoMoreKeysAreParked() {
        assertThat(parked.park("a")).isTrue();
        assertThat(parked.park("b")).isTrue();
        assertThat(parked.park("c")).isFalse();
        assertThat(parked.park("b")).isTrue();
        assertThat(parked.keys()).containsExactlyInAnyOrder("a", "b");
    }
}
