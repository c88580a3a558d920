package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(500));

    @RepeatedTest(20)
    void waits_double_up_to_the_longest_and_are_spread_over_half_of_it() {
        for (int limit : new int[] {100, 200, 400, 500, 500}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(limit / 2), Duration.ofMillis(limit));
        }
    }

    @Test
    void a_success_begins_anew() {
        backoff.next();
        backoff.next();
        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
