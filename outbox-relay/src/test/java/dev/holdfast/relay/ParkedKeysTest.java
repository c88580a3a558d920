package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParkedKeysTest {

    private Instant now = Instant.EPOCH;
    private final ParkedKeys parked = new ParkedKeys(() -> now, Duration.ofMinutes(5), 2);

    @Test
    void a_key_stays_parked_until_it_is_time_to_try_again() {
        assertThat(parked.park("a")).isTrue();

        now = now.plus(Duration.ofMinutes(5)).minusNanos(1);
        assertThat(parked.keys()).containsExactly("a");

        now = now.plusNanos(1);
        assertThat(parked.keys()).isEmpty();
    }

    @Test
    void beyond_the_limit_no_more_keys_are_parked() {
        assertThat(parked.park("a")).isTrue();
        assertThat(parked.park("b")).isTrue();
        assertThat(parked.park("c")).isFalse();
        assertThat(parked.park("b")).isTrue();
        assertThat(parked.keys()).containsExactlyInAnyOrder("a", "b");
    }
}
