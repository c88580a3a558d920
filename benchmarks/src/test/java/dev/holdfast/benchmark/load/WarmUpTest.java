package dev.holdfast.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void aRateThatRisesIsNotLevel() {
        assertThat(afterSeeing(1_000, 2_000, 2_200, 2_500, 2_900).isLevel()).isFalse();
    }

    @Test
    void threeLooksWithoutARiseAreLevel() {
        assertThat(afterSeeing(1_000, 1_020, 990).isLevel()).isFalse();
        assertThat(afterSeeing(1_000, 1_020, 990, 1_000).isLevel()).isTrue();
    }

    /** A machine that others use as well is slower for a while, and then the compiler goes on. */
    @Test
    void aRiseBeginsTheCountAnew() {
        assertThat(afterSeeing(1_000, 900, 950, 2_000, 1_900, 1_950).isLevel()).isFalse();
    }

    private static WarmUp afterSeeing(double... rates) {
        WarmUp warmUp = new WarmUp();
        DoubleStream.of(rates).forEach(warmUp::sees);
        return warmUp;
    }
}
