package dev.holdfast.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long START = 5_000_000_000L;

    @Test
    void requestsAreMeantToStartEvenlyFromTheBeginningOn() {
        assertThat(dueBy(new Schedule(START, 1_000), START + 3_000_000)).containsExactly(START, START + 1_000_000, START + 2_000_000,
                START + 3_000_000);
    }

    @Test
    void nothingIsDueBeforeTheStart() {
        assertThat(new Schedule(START, 1_000).isDue(START - 1)).isFalse();
    }

    @Test
    void afterAPauseEveryRequestOfThePauseIsStillDueAtItsOwnTime() {
        Schedule schedule = new Schedule(START, 10);
        assertThat(dueBy(schedule, START)).containsExactly(START);
        assertThat(dueBy(schedule, START + 450_000_000)).containsExactly(START + 100_000_000, START + 200_000_000, START + 300_000_000,
                START + 400_000_000);
    }

    @Test
    void aRateThatDoesNotDivideASecondDoesNotDrift() {
        Schedule schedule = new Schedule(START, 3);
        List<Long> starts = dueBy(schedule, START + 1_000_000_000_000L);
        assertThat(starts).hasSize(3_001);
        assertThat(starts.getLast()).isEqualTo(START + 1_000_000_000_000L);
    }

    @Test
    void theClockMayBeAboutToOverflow() {
        Schedule schedule = new Schedule(Long.MAX_VALUE - 500_000, 1_000);
        assertThat(schedule.isDue(Long.MAX_VALUE - 500_000)).isTrue();
        schedule.take();
        assertThat(schedule.isDue(Long.MAX_VALUE)).isFalse();
        assertThat(schedule.isDue(Long.MAX_VALUE + 500_001)).isTrue();
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatThrownBy(() -> new Schedule(START, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(START, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Long> dueBy(Schedule schedule, long now) {
        List<Long> starts = new ArrayList<>();
        while (schedule.isDue(now)) {
            starts.add(schedule.take());
        }
        return starts;
    }
}
