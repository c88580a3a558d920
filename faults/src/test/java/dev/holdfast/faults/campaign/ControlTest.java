package dev.holdfast.faults.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.plant.PlantedBug;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlTest {

    private static final Control CONTROL = Control.of(PlantedBug.EVENT_FORGOTTEN);

    @Test
    void aBugIsCaughtByAnInvariantThatFits() {
        assertThat(CONTROL.isCaught(new Verdict(1, "", Map.of("I5", 3L, "I7", 1L), Map.of()))).isTrue();
    }

    @Test
    void anotherInvariantDoesNotCount() {
        assertThat(CONTROL.isCaught(new Verdict(1, "", Map.of("I7", 1L), Map.of()))).isFalse();
    }

    @Test
    void anUnknownVerdictDoesNotCount() {
        assertThat(CONTROL.isCaught(new Verdict(2, "", Map.of(), Map.of()))).isFalse();
    }
}
