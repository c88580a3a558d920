package dev.holdfast.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final Recording recording = new Recording(0);

    @Test
    void answersAreCountedInTheSecondInWhichTheyCame() {
        recording.count(true, 10 * MILLI, SECOND / 2);
        recording.count(false, 20 * MILLI, SECOND / 2);
        recording.count(true, 30 * MILLI, 2 * SECOND + 1);
        recording.end(3 * SECOND);

        List<Second> seconds = recording.load().perSecond();
        assertThat(seconds).extracting(Second::accepted).containsExactly(1L, 0L, 1L);
        assertThat(seconds).extracting(Second::refused).containsExactly(1L, 0L, 0L);
        assertThat(seconds.getFirst().p99()).isCloseTo(20, within(0.1));
        assertThat(recording.load().acceptedPerSecond()).isCloseTo(2 / 3.0, within(0.001));
    }

    @Test
    void aSecondThatIsNotOverIsNoPartOfTheSeries() {
        recording.count(true, MILLI, SECOND + SECOND / 2);
        recording.end(SECOND + SECOND / 2);
        assertThat(recording.load().perSecond()).hasSize(1);
        assertThat(recording.load().accepted()).isEqualTo(1);
    }

    @Test
    void latenciesOfAcceptedAndRefusedAreKeptApart() {
        for (int i = 1; i <= 100; i++) {
            recording.latency(true, i * MILLI);
        }
        recording.latency(false, 700 * MILLI);
        Load load = recording.load();
        assertThat(load.acceptedTimes().p50()).isCloseTo(50, within(0.5));
        assertThat(load.acceptedTimes().p99()).isCloseTo(99, within(0.5));
        assertThat(load.acceptedTimes().max()).isCloseTo(100, within(0.5));
        assertThat(load.refusedTimes().p50()).isCloseTo(700, within(0.7));
    }

    @Test
    void aStartThatIsLaterThanAMillisecondIsCounted() {
        recording.started(MILLI / 2);
        recording.started(3 * MILLI);
        assertThat(recording.load().late()).isEqualTo(1);
        assertThat(recording.load().latestStart()).isEqualTo(3);
    }
}
