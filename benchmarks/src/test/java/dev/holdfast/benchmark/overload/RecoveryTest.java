package dev.holdfast.benchmark.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.benchmark.load.Load;
import dev.holdfast.benchmark.load.Percentiles;
import dev.holdfast.benchmark.load.Second;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final List<Load> BEFORE = List.of(load(second(40, 0), second(60, 0)));

    @Test
    void itIsAtOnceWhereNothingIsSlowerThanTwiceTheWorstSecondBefore() {
        assertThat(Recovery.seconds(BEFORE, List.of(p99s(120, 100, 90, 80)))).isZero();
    }

    @Test
    void itIsTheFirstOfThreeSecondsThatAreAsBefore() {
        assertThat(Recovery.seconds(BEFORE, List.of(p99s(900, 100, 100, 121, 100, 100, 100)))).isEqualTo(4);
    }

    @Test
    void nobodyMayBeRefusedAnyMore() {
        assertThat(Recovery.seconds(BEFORE, List.of(load(second(10, 0), second(10, 1), second(10, 0), second(10, 0), second(10, 0)))))
                .isEqualTo(2);
    }

    @Test
    void everyClassCounts() {
        List<Load> before = List.of(BEFORE.getFirst(), BEFORE.getFirst());
        assertThat(Recovery.seconds(before, List.of(p99s(10, 10, 10, 10), p99s(500, 10, 10, 10)))).isEqualTo(1);
    }

    @Test
    void whereItDoesNotComeItIsTheWholeTime() {
        assertThat(Recovery.seconds(BEFORE, List.of(p99s(500, 500, 500, 500)))).isEqualTo(4);
    }

    private static Load p99s(double... millis) {
        return load(DoubleStream.of(millis).mapToObj(p99 -> second(p99, 0)).toArray(Second[]::new));
    }

    private static Second second(double p99, long refused) {
        return new Second(100, refused, p99 / 2, p99);
    }

    private static Load load(Second... seconds) {
        Percentiles none = new Percentiles(0, 0, 0, 0, 0);
        return new Load(seconds.length, 0, 0, none, none, List.of(seconds), 0, 0, 0, 0);
    }
}
