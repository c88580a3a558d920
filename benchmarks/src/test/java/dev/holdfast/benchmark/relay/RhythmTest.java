package dev.holdfast.benchmark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.benchmark.load.Second;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private final Rhythm rhythm = new Rhythm();

    @Test
    void secondsBeginWithTheFirstEvent() {
        at(1.0, 0);
        at(5.0, 10);
        at(5.9, 1);
        at(6.1, 2);
        at(8.0, 0);

        assertThat(rhythm.seconds()).extracting(Second::accepted).containsExactly(11L, 2L, 0L);
    }

    private void at(double second, int events) {
        rhythm.add(events, (long) (second * TimeUnit.SECONDS.toNanos(1)));
    }
}
