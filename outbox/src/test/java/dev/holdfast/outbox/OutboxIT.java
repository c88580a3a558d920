package dev.holdfast.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxIT {

    private static final Instant CREATED = Instant.parse("2026-11-23T04:05:06.123456Z");

    private final TestDatabase database = TestDatabase.create();
    private final Lanes lanes = new Lanes(4);
    private final Outbox outbox = new Outbox(new JdbcTemplate(database.dataSource()), lanes);
    private final OutboxBacklog backlog = new OutboxBacklog(JdbcClient.create(database.dataSource()));
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEventComesBackFromItsLaneAsItWasAppended() {
        OutboxEvent traced = event("a", "{\"text\":\"Füße ✓\"}".getBytes(StandardCharsets.UTF_8), "00-trace-01");
        OutboxEvent untraced = event("a", new byte[] {0, 1, (byte) 0xff}, null);

        append(traced, untraced);

        assertThat(backlog.read(lanes.of("a"), 10, Set.of())).extracting(OutboxRow::event)
                .usingRecursiveFieldByFieldElementComparator().containsExactly(traced, untraced);
        assertThat(backlog.read(lanes.of("a"), 10, Set.of())).extracting(OutboxRow::lane).containsOnly(lanes.of("a"));
    }

    @Test
    void appendOutsideATransactionIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> outbox.append(List.of(event("a"))));

        assertThat(backlog.size().rows()).isZero();
    }

    @Test
    void aPayloadOverTheLimitIsRefusedAndNothingIsWritten() {
        OutboxEvent largest = event("a", new byte[Outbox.MAX_PAYLOAD_BYTES], null);
        OutboxEvent tooLarge = event("a", new byte[Outbox.MAX_PAYLOAD_BYTES + 1], null);

        transaction.executeWithoutResult(open -> assertThatIllegalArgumentException()
                .isThrownBy(() -> outbox.append(List.of(largest, tooLarge))).withMessageContaining("8001 bytes; the limit is 8000"));
        assertThat(backlog.size().rows()).isZero();

        append(largest);
        assertThat(backlog.size().rows()).isOne();
    }

    @Test
    void aRollbackLeavesNoRow() {
        transaction.executeWithoutResult(open -> {
            outbox.append(List.of(event("a"), event("b")));
            open.setRollbackOnly();
        });

        assertThat(backlog.size()).isEqualTo(new OutboxBacklog.Size(Map.of()));
        assertThat(backlog.size().rows()).isZero();
        assertThat(backlog.size().oldestAge()).isZero();
        assertThat(backlog.lanesWithRows()).isEmpty();
    }

    @Test
    void rowsAreReadByRisingIdFromTheLowestAndUpToTheLimit() {
        append(IntStream.range(0, 30).mapToObj(n -> event("a")).toArray(OutboxEvent[]::new));

        List<OutboxRow> rows = backlog.read(lanes.of("a"), 20, Set.of());

        assertThat(rows).hasSize(20).extracting(OutboxRow::id).isSorted().doesNotHaveDuplicates();
        assertThat(backlog.read(lanes.of("a"), 20, Set.of())).extracting(OutboxRow::id).isEqualTo(rows.stream().map(OutboxRow::id).toList());
    }

    @Test
    void anUncommittedRowIsSeenByNobodyAndBlocksNobody() throws SQLException {
        try (Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().executeUpdate("""
                    INSERT INTO outbox (lane, event_id, aggregatetype, aggregateid, type, subject, payload, created_at)
                    VALUES (%d, UUID(), 'holds', 'a', 't', 's', '{}', NOW(6))""".formatted(lanes.of("a")));
            append(event("a"));
            List<OutboxRow> seen = backlog.read(lanes.of("a"), 10, Set.of());

            assertThat(seen).hasSize(1);
            assertThat(backlog.delete(lanes.of("a"), List.of(seen.getFirst().id()))).isOne();
            other.commit();
        }
        assertThat(backlog.read(lanes.of("a"), 10, Set.of())).hasSize(1);
    }

    @Test
    void theRowsOfKeysToLeaveOutArePassedOver() {
        List<String> keys = IntStream.range(0, 100).mapToObj(Integer::toString).filter(key -> lanes.of(key) == 0).limit(3).toList();
        append(event(keys.get(0)), event(keys.get(1)), event(keys.get(0)), event(keys.get(2)));

        assertThat(backlog.read(0, 2, Set.of(keys.get(0)))).extracting(row -> row.event().key())
                .containsExactly(keys.get(1), keys.get(2));
    }

    @Test
    void theRowsOfAGivenBatchArePassedOver() {
        append(event("a"), event("a"), event("a"), event("a"));
        int lane = lanes.of("a");
        List<Long> ids = backlog.read(lane, 10, Set.of()).stream().map(OutboxRow::id).toList();

        assertThat(backlog.readOthers(lane, 2, Set.of(ids.get(0), ids.get(2)))).extracting(OutboxRow::id)
                .containsExactly(ids.get(1), ids.get(3));
        assertThat(backlog.readOthers(lane, 2, Set.copyOf(ids))).isEmpty();
    }

    @Test
    void deletingTakesExactlyTheGivenRowsOfTheLaneAndMayBeRepeated() {
        append(event("a"), event("a"), event("a"));
        int lane = lanes.of("a");
        List<Long> ids = backlog.read(lane, 10, Set.of()).stream().map(OutboxRow::id).toList();

        assertThat(backlog.delete(lane, List.of())).isZero();
        assertThat(backlog.delete((lane + 1) % 4, ids)).isZero();
        assertThat(backlog.delete(lane, List.of(ids.get(0), ids.get(2)))).isEqualTo(2);
        assertThat(backlog.delete(lane, List.of(ids.get(0), ids.get(2)))).isZero();

        assertThat(backlog.read(lane, 10, Set.of())).extracting(OutboxRow::id).containsExactly(ids.get(1));
    }

    @Test
    void eventIdsAreToldForTheRowsThatAreStillThere() {
        OutboxEvent stays = event("a");
        append(event("a"), stays);
        int lane = lanes.of("a");
        List<Long> ids = backlog.read(lane, 10, Set.of()).stream().map(OutboxRow::id).toList();
        backlog.delete(lane, List.of(ids.getFirst()));

        assertThat(backlog.eventIds(lane, ids)).isEqualTo(Map.of(ids.getLast(), stays.eventId()));
        assertThat(backlog.eventIds(lane, List.of())).isEmpty();
    }

    @Test
    void theLanesInWhichRowsWaitAndTheSizeOfTheBacklogAreTold() {
        append(event("a"), event("b"), event("c"));

        assertThat(backlog.lanesWithRows())
                .doesNotHaveDuplicates().containsOnly(lanes.of("a"), lanes.of("b"), lanes.of("c"));
        assertThat(backlog.size().rows()).isEqualTo(3);
        assertThat(backlog.size().lanes().keySet()).containsOnly(lanes.of("a"), lanes.of("b"), lanes.of("c"));
        assertThat(backlog.size().lanes().values().stream().mapToLong(OutboxBacklog.Waiting::rows).sum()).isEqualTo(3);
        assertThat(backlog.size().oldestAge()).isBetween(
                Duration.between(CREATED, databaseTime()).minusMinutes(1), Duration.between(CREATED, databaseTime()).plusMinutes(1));
    }

    private Instant databaseTime() {
        return JdbcClient.create(database.dataSource()).sql("SELECT NOW(6)").query(LocalDateTime.class).single()
                .toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    private void append(OutboxEvent... events) {
        transaction.executeWithoutResult(open -> outbox.append(Arrays.asList(events)));
    }

    private static OutboxEvent event(String key) {
        return event(key, "{}".getBytes(StandardCharsets.UTF_8), null);
    }

    private static OutboxEvent event(String key, byte[] payload, @Nullable String traceparent) {
        return new OutboxEvent(UUID.randomUUID(), "holds", key, "dev.holdfast.test.v1", "s-" + key, payload, traceparent, CREATED);
    }
}
