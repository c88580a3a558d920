package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.OutboxRow;
import dev.holdfast.outbox.ParkedRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParkedKeysTest {

    private static final Duration RETRY = Duration.ofMinutes(5);

    private Instant now = Instant.EPOCH;
    private final ParkedKeys parked = new ParkedKeys(() -> now, RETRY, 2);

    @Test
    void aRowHoldsBackTheLaterOnesOfItsKeyUntilItIsTimeToTryAgain() {
        parked.are(List.of(known(5, "a")));

        assertThat(flowing("3 a", "4 b", "5 a", "6 b", "7 a")).containsExactly(3L, 4L, 6L);
        now = now.plus(RETRY).minusNanos(1);
        assertThat(flowing("3 a", "4 b", "5 a", "6 b", "7 a")).containsExactly(3L, 4L, 6L);
        assertThat(parked.isAnyDue()).isFalse();
        now = now.plusNanos(1);
        assertThat(parked.isAnyDue()).isTrue();
        assertThat(flowing("3 a", "4 b", "5 a", "6 b", "7 a")).containsExactly(3L, 4L, 5L, 6L, 7L);
        assertThat(parked.keysToPassOver()).isEmpty();
        assertThat(parked.count()).isOne();
    }

    @Test
    void theTimeToTryAgainCountsFromTheLastTryWhoeverMadeIt() {
        parked.are(List.of(known(5, "a", RETRY.minusSeconds(1), null)));

        assertThat(flowing("5 a")).isEmpty();
        now = now.plusSeconds(1);
        assertThat(flowing("5 a")).containsExactly(5L);
    }

    @Test
    void anOrderToRetryLetsTheRowThroughAtOnce() {
        ParkedRow.Order order = new ParkedRow.Order(Decision.RETRY, 17);
        parked.are(List.of(known(5, "a", Duration.ZERO, order), known(6, "b")));

        assertThat(flowing("5 a", "6 b", "7 a")).containsExactly(5L, 7L);
        assertThat(parked.retries()).containsOnlyKeys(5L).containsValue(order);
        assertThat(parked.toSkip()).isEmpty();
    }

    @Test
    void anOrderToSkipHoldsTheRowBackUntilItIsCarriedOut() {
        parked.are(List.of(known(5, "a", Duration.ZERO, new ParkedRow.Order(Decision.SKIP, 17))));

        assertThat(parked.toSkip()).extracting(ParkedRow::id).containsExactly(5L);
        assertThat(flowing("5 a", "6 a")).isEmpty();

        parked.are(List.of());
        assertThat(parked.isEmpty()).isTrue();
        assertThat(flowing("6 a")).containsExactly(6L);
    }

    @Test
    void aKeyIsPassedOverOnceNoRowOfItWaitsBeforeTheParkedOne() {
        parked.are(List.of(known(5, "a"), known(9, "b")));

        assertThat(parked.flowing(rows("3 a", "4 c"), false)).extracting(OutboxRow::id).containsExactly(3L, 4L);
        assertThat(parked.keysToPassOver()).isEmpty();

        // The rows up to here have been seen, and no further ones of b.
        assertThat(parked.flowing(rows("4 c", "5 a"), false)).extracting(OutboxRow::id).containsExactly(4L);
        assertThat(parked.keysToPassOver()).containsExactly("a");

        assertThat(flowing("10 c")).containsExactly(10L);
        assertThat(parked.keysToPassOver()).containsExactlyInAnyOrder("a", "b");

        now = now.plus(RETRY);
        assertThat(parked.keysToPassOver()).isEmpty();
    }

    @Test
    void ofTwoParkedRowsOfAKeyTheFirstHoldsBackAllAndThenTheSecond() {
        parked.are(List.of(known(5, "a"), known(7, "a")));
        assertThat(flowing("5 a", "6 a", "7 a", "8 a")).isEmpty();
        assertThat(parked.keysToPassOver()).containsExactly("a");
        assertThat(parked.count()).isOne();

        parked.are(List.of(known(7, "a")));
        assertThat(parked.keysToPassOver()).isEmpty();
        assertThat(flowing("6 a", "7 a", "8 a")).containsExactly(6L);
    }

    @Test
    void whenAllRowsWaitTheNextLookPassesAKeyOver() {
        parked.are(List.of(known(5, "a"), known(6, "b")));

        assertThat(parked.flowing(rows("5 a", "7 a"), false)).isEmpty();
        assertThat(parked.keysToPassOver()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void beyondTheLimitNoMoreKeysAreParked() {
        parked.are(List.of(known(5, "a"), known(6, "a")));
        assertThat(parked.hasRoomFor("b")).isTrue();

        parked.are(List.of(known(5, "a"), known(6, "b")));
        assertThat(parked.hasRoomFor("c")).isFalse();
        assertThat(parked.hasRoomFor("b")).isTrue();
    }

    private List<Long> flowing(String... rows) {
        return parked.flowing(rows(rows), true).stream().map(OutboxRow::id).toList();
    }

    /** @param rows such as {@code 4 b}: id and key */
    private static List<OutboxRow> rows(String... rows) {
        return Stream.of(rows).map(row -> row.split(" ")).map(row -> new OutboxRow(Long.parseLong(row[0]), 0, new OutboxEvent(
                UUID.randomUUID(), "holds", row[1], "type", "subject", new byte[0], null, Instant.EPOCH))).toList();
    }

    private static ParkedRow known(long id, String key) {
        return known(id, key, Duration.ZERO, null);
    }

    private static ParkedRow known(long id, String key, Duration sinceTried, ParkedRow.@Nullable Order order) {
        return new ParkedRow(id, UUID.randomUUID(), key, sinceTried, false, order);
    }
}
