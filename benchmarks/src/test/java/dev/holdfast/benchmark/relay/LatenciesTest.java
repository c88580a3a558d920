package dev.holdfast.benchmark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.benchmark.load.Second;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies(20, 10);

    @Test
    void eventsOfTheWarmUpDoNotCount() {
        latencies.add(19, agoMicros(Duration.ofSeconds(9)));

        assertThat(latencies.count()).isZero();
        assertThat(latencies.seconds()).isEmpty();
    }

    @Test
    void anEventCountsInTheSecondInWhichItWasToBeWritten() {
        latencies.add(20, agoMicros(Duration.ofSeconds(1)));
        latencies.add(29, agoMicros(Duration.ofSeconds(1)));
        latencies.add(30, agoMicros(Duration.ofSeconds(1)));

        assertThat(latencies.seconds()).extracting(Second::accepted).containsExactly(2L, 1L);
        assertThat(latencies.seconds().getFirst().p50()).isBetween(1_000.0, 10_000.0);
    }

    @Test
    void aClockThatWasSetBackGivesNoNegativeLatency() {
        latencies.add(20, agoMicros(Duration.ofSeconds(-60)));

        assertThat(latencies.figures()).allSatisfy(figure -> assertThat(figure.value()).isZero());
    }

    private static long agoMicros(Duration ago) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().minus(ago));
    }
}
