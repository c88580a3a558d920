package dev.holdfast.checkout.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FullCallersTest {

    private static final Duration RECHECK = Duration.ofSeconds(10);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger asked = new AtomicInteger();
    private Set<String> inTheDatabase = Set.of("greedy");
    private final FullCallers callers = new FullCallers(() -> {
        asked.incrementAndGet();
        return inTheDatabase;
    }, RECHECK, nanoTime::get);

    @Test
    void theDatabaseIsAskedAtFirstAndThenOnceInAWhile() {
        assertThat(callers.now()).containsExactly("greedy");
        inTheDatabase = Set.of();
        nanoTime.addAndGet(RECHECK.toNanos() - 1);
        assertThat(callers.now()).containsExactly("greedy");
        assertThat(asked).hasValue(1);
        nanoTime.addAndGet(1);
        assertThat(callers.now()).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoeverComesWhileItIsBeingAskedGoesByWhatWasKnown() {
        FullCallers[] nested = new FullCallers[1];
        nested[0] = new FullCallers(() -> {
            assertThat(nested[0].now()).isEmpty();
            return Set.of("greedy");
        }, RECHECK, nanoTime::get);
        assertThat(nested[0].now()).containsExactly("greedy");
    }

    @Test
    void whenTheDatabaseDoesNotAnswerItIsLeftAloneForAWhile() {
        FullCallers away = new FullCallers(() -> {
            throw new IllegalStateException("away");
        }, RECHECK, nanoTime::get);
        assertThatThrownBy(away::now).hasMessage("away");
        assertThat(away.now()).isEmpty();
    }
}
