package dev.holdfast.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.fleet.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static List<String> due(Deck deck, Duration time, long seed) {
        Schedule schedule = new Schedule(deck, time, new SplittableRandom(seed));
        List<String> labels = new ArrayList<>();
        while (schedule.isDue()) {
            labels.add(schedule.next().fault().label());
        }
        return labels;
    }

    @Test
    void tenMinutesHaveSevenRelayKillsAndTwoOfTheDatabaseAtLeast() {
        var times = Deck.all(TEN_MINUTES, 3).stream().flatMap(deck -> due(deck, TEN_MINUTES, 1).stream())
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));

        assertThat(times.get("relay killed")).isGreaterThanOrEqualTo(7);
        assertThat(times.get("database killed")).isGreaterThanOrEqualTo(2);
        assertThat(times).containsKeys("all brokers killed at once", "all brokers away", "two relays on each lane");
    }

    @Test
    void everyKindIsDueOnceHoweverShortTheTimeIs() {
        Deck deck = Deck.of(new DatabaseFault.Kill(), new DatabaseFault.Freeze(), new ApplicationFault.Kill(Role.API));

        assertThat(due(deck, Duration.ofSeconds(10), 1))
                .containsExactlyInAnyOrder("database killed", "database frozen", "api killed");
    }

    @Test
    void theSeedDecidesTheOrder() {
        Deck relays = Deck.all(TEN_MINUTES, 3).getFirst();

        assertThat(due(relays, TEN_MINUTES, 7)).isEqualTo(due(relays, TEN_MINUTES, 7)).isNotEqualTo(due(relays, TEN_MINUTES, 8));
    }

    @Test
    void whatDidNotComeToPassIsDueAgain() {
        Schedule schedule = new Schedule(Deck.of(new DatabaseFault.Kill()), TEN_MINUTES, new SplittableRandom(1));
        Deck.Card only = schedule.next();
        assertThat(schedule.isDue()).isFalse();

        schedule.postpone(only);

        assertThat(schedule.next()).isEqualTo(only);
    }

    @Test
    void whenTheTimeIsOverOnlyTheKillsThatHaveToBeAreStillDue() {
        Schedule schedule = new Schedule(Deck.all(TEN_MINUTES, 3).getFirst(), TEN_MINUTES, new SplittableRandom(1));

        schedule.end();

        List<String> labels = new ArrayList<>();
        while (schedule.isDue()) {
            labels.add(schedule.next().fault().label());
        }
        assertThat(labels).hasSize(7).containsOnly("relay killed");
    }

    @Test
    void theRestIsShortWhenMuchIsDueAndNothingWhenTheTimeIsOver() {
        Schedule schedule = new Schedule(Deck.all(TEN_MINUTES, 3).getFirst(), TEN_MINUTES, new SplittableRandom(1));

        assertThat(schedule.rest(TEN_MINUTES)).isLessThan(Duration.ofSeconds(11));
        assertThat(schedule.rest(Duration.ofSeconds(20))).isLessThan(Duration.ofSeconds(1));
        assertThat(schedule.rest(Duration.ofSeconds(-5))).isZero();
    }
}
