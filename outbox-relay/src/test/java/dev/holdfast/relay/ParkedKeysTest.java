package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkedKeysTest {

    private Instant now = Instant.EPOCH;
    private final ParkedKeys parked = new ParkedKeys(() -> now, Duration.ofMinutes(5), 2);

    @Test
    void a_key_stays_parked_until_it_is_time_to_try_again() {
        assertThat(parked.park(List.of("a"))).isTrue();

        now = now.plus(Duration.ofMinutes(5)).minusNanos(1);
        assertThat(parked.keys()).containsExactly("a");

        now = now.plusNanos(1);
        assertThat(parked.keys()).isEmpty();
    }

    @Test
    void beyond_the_limit_none_of_the_keys_is_parked() {
        assertThat(parked.park(List.of("a"))).isTrue();
        assertThat(parked.park(List.of("b", "c"))).isFalse();
        assertThat(parked.keys()).containsExactly("a");
        assertThat(parked.park(List.of("a", "b"))).isTrue();
    }
}
