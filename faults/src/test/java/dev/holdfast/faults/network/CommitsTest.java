package dev.holdfast.faults.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitsTest {

    private static final CommitFault HELD_BACK = new CommitFault.HeldBack(Duration.ofSeconds(1));

    private final Commits commits = new Commits();

    @Test
    void onlyATransactionWithEventsIsHeldBack() {
        commits.arm(HELD_BACK);

        assertThat(commits.next(null)).isNull();
        assertThat(commits.isArmed()).isTrue();
        assertThat(commits.next(10L)).isEqualTo(HELD_BACK);
        assertThat(commits.isArmed()).isFalse();
        assertThat(commits.next(11L)).isNull();
    }

    @Test
    void anyTransactionCanBeLost() {
        commits.arm(new CommitFault.LostAfter());

        assertThat(commits.next(null)).isEqualTo(new CommitFault.LostAfter());
        assertThat(commits.next(null)).isNull();
    }

    @Test
    void thoseThatOvertakeHaveInsertedLaterAndCommitEarlier() {
        commits.arm(HELD_BACK);
        commits.next(10L);

        commits.passes(9L);
        commits.passes(null);
        assertThat(commits.overtaking()).isZero();
        commits.passes(11L);
        assertThat(commits.isHolding()).isTrue();
        commits.passes(10L);
        commits.passes(12L);

        assertThat(commits.isHolding()).isFalse();
        assertThat(commits.overtaking()).isOne();
    }

    @Test
    void slowCommitsTakeUpToTheirTime() {
        commits.slowDown(Duration.ofMillis(5));

        assertThat(commits.next(null)).isNull();
        assertThat(commits.next(1L)).isInstanceOfSatisfying(CommitFault.HeldBack.class,
                slow -> assertThat(slow.time()).isBetween(Duration.ZERO, Duration.ofMillis(5)));
        assertThat(commits.isHolding()).isFalse();
    }

    @Test
    void anInsertOfEventsIsRecognizedBehindTheDriversAttributes() {
        String insert = "INSERT INTO outbox (lane, event_id) VALUES (1, 'x')";

        assertThat(LinkedConnection.insertsEvents(("\u0003\u0000\u0001" + insert).getBytes(StandardCharsets.ISO_8859_1))).isTrue();
        assertThat(LinkedConnection.insertsEvents(("\u0003" + insert).getBytes(StandardCharsets.ISO_8859_1))).isTrue();
        assertThat(LinkedConnection.insertsEvents("\u0003INSERT INTO orders (id) VALUES (1)".getBytes(StandardCharsets.ISO_8859_1))).isFalse();
        assertThat(LinkedConnection.isCommit("\u0003\u0000\u0001COMMIT".getBytes(StandardCharsets.ISO_8859_1))).isTrue();
    }
}
