package dev.holdfast.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {

    @Test
    void aKeyHasTheSameLaneForEver() {
        // A change of these values would put waiting keys into two lanes.
        assertThat(new Lanes(16).of("4711")).isEqualTo(10);
        assertThat(new Lanes(16).of("42")).isEqualTo(12);
        assertThat(new Lanes(1).of("4711")).isZero();
    }

    @Test
    void keysSpreadOverAllLanes() {
        Lanes lanes = new Lanes(16);

        var keysByLane = IntStream.range(0, 16_000).boxed().collect(Collectors.groupingBy(
                key -> lanes.of(Integer.toString(key)), Collectors.counting()));

        assertThat(keysByLane).hasSize(16);
        assertThat(keysByLane.values()).allMatch(keys -> keys > 800 && keys < 1_200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_025})
    void aCountOutsideTheRangeIsRefused(int count) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lanes(count)).withMessageContaining("holdfast.outbox.lanes.count");
    }
}
