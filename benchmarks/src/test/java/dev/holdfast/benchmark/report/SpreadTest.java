package dev.holdfast.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianOfAnOddNumberOfRoundsIsOneOfThem() {
        assertThat(Spread.of(5, 1, 9, 2, 100)).isEqualTo(new Spread(5, 1, 100));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void oneRoundIsItsOwnMedianAndHasNoRange() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7)).hasToString("7");
        assertThat(Spread.of(1_000, 1_234.5, 20_000)).hasToString("1,235 (1,000 – 20,000)");
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
    }
}
