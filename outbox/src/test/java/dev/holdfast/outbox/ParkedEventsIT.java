package dev.holdfast.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.holdfast.outbox.ParkedEvents.Outcome;
import dev.holdfast.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ParkedEventsIT {

    private static final Instant CREATED = Instant.parse("2026-11-23T04:05:06.120056Z");

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Lanes lanes = new Lanes(1);
    private final Outbox outbox = new Outbox(new JdbcTemplate(database.dataSource()), lanes);
    private final OutboxBacklog backlog = new OutboxBacklog(jdbc);
    private final OutboxParking parking = new OutboxParking(jdbc);
    private final ParkedEvents parked = new ParkedEvents(jdbc);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aParkedEventIsListedWithWhyAndWithHowManyWaitBehindIt() {
        OutboxRow first = append("a");
        OutboxRow other = append("b");
        append("a");
        append("a");

        park(first, "too large");
        park(other, "no topic");
        park(first, "still too large");

        List<ParkedEvent> listed = parked.list(0, 10);
        assertThat(listed).hasSize(2);
        assertThat(listed.getFirst()).usingRecursiveComparison().ignoringFields("parkedAt", "lastTriedAt").isEqualTo(new ParkedEvent(
                first.id(), first.event().eventId(), 0, "holds", "a", "dev.holdfast.test.v1", "still too large", CREATED, CREATED, 2, null, 2));
        assertThat(listed.getFirst().lastTriedAt()).isAfter(listed.getFirst().parkedAt());
        assertThat(listed.getLast().waitingBehind()).isZero();
        assertThat(listed.getLast().tries()).isOne();
    }

    @Test
    void theListGoesOnAfterTheLastIdOfThePageBefore() {
        List<Long> ids = IntStream.range(0, 5).mapToObj(n -> append("key " + n)).peek(row -> park(row, "refused")).map(OutboxRow::id).toList();

        assertThat(parked.list(0, 3)).extracting(ParkedEvent::id).isEqualTo(ids.subList(0, 3));
        assertThat(parked.list(ids.get(2), 3)).extracting(ParkedEvent::id).isEqualTo(ids.subList(3, 5));
        assertThat(parked.list(ids.get(4), 3)).isEmpty();
    }

    @Test
    void aReasonIsKeptAsOneLineOfLimitedLength() {
        park(append("a"), "two\nlines\u0007 and \u202eunseen \ud83d\ude00\ud83d" + "x".repeat(1_000));

        assertThat(parked.list(0, 1).getFirst().refusal()).startsWith("two lines and unseen \ud83d\ude00xxx")
                .satisfies(reason -> assertThat(reason.codePointCount(0, reason.length())).isEqualTo(OutboxParking.MAX_REASON));
    }

    @Test
    void aDecisionIsOnRecordWithTheCompleteRow() {
        byte[] payload = new byte[Outbox.MAX_PAYLOAD_BYTES];
        payload[0] = (byte) 0xff;
        OutboxRow row = append(new OutboxEvent(UUID.randomUUID(), "holds", "a", "dev.holdfast.test.v1", "s", payload, null, CREATED));
        park(row, "refused");

        Outcome outcome = decide(row, Decision.SKIP, "Zoë", "its order is \"void\" ✓");

        assertThat(outcome).isInstanceOf(Outcome.Decided.class);
        assertThat(jdbc.sql("""
                SELECT id, caller, operator, action, subject, reason, ABS(TIMESTAMPDIFF(SECOND, at, NOW(6))) < 60 AS recent, outcome,
                       JSON_VALUE(details, '$.lane') AS lane, JSON_VALUE(details, '$.id') AS outbox_id,
                       JSON_VALUE(details, '$.event_id') AS event_id, JSON_VALUE(details, '$.aggregatetype') AS aggregatetype,
                       JSON_VALUE(details, '$.aggregateid') AS aggregateid, JSON_VALUE(details, '$.type') AS type,
                       JSON_VALUE(details, '$.subject') AS event_subject, JSON_VALUE(details, '$.created_at') AS created_at,
                       JSON_UNQUOTE(JSON_EXTRACT(details, '$.payload_hex')) AS payload
                FROM operator_action""").query((found, n) -> Map.ofEntries(
                        Map.entry("id", found.getLong("id")), Map.entry("caller", found.getString("caller")),
                        Map.entry("operator", found.getString("operator")),
                        Map.entry("action", found.getString("action")), Map.entry("subject", found.getString("subject")),
                        Map.entry("reason", found.getString("reason")), Map.entry("recent", found.getBoolean("recent")),
                        Map.entry("outcome", String.valueOf(found.getString("outcome"))),
                        Map.entry("row", String.join("|", found.getString("lane"), found.getString("outbox_id"),
                                found.getString("event_id"), found.getString("aggregatetype"), found.getString("aggregateid"),
                                found.getString("type"), found.getString("event_subject"), found.getString("created_at"))),
                        Map.entry("payload", found.getString("payload")))).single()).isEqualTo(Map.ofEntries(
                Map.entry("id", ((Outcome.Decided) outcome).actionId()), Map.entry("caller", "ops:pager"),
                Map.entry("operator", "Zoë"), Map.entry("action", "skip-parked-event"), Map.entry("subject", row.event().eventId().toString()),
                Map.entry("reason", "its order is \"void\" ✓"), Map.entry("recent", true), Map.entry("outcome", "null"),
                Map.entry("row", String.join("|", "0", Long.toString(row.id()), row.event().eventId().toString(), "holds", "a",
                        "dev.holdfast.test.v1", "s", "2026-11-23T04:05:06.120056Z")),
                Map.entry("payload", HexFormat.of().withUpperCase().formatHex(payload))));
        assertThat(parked.isOnRecord((Outcome.Decided) outcome)).isTrue();
        assertThat(parked.list(0, 1)).extracting(ParkedEvent::decision).containsExactly(Decision.SKIP);
    }

    @Test
    void oneDecisionStandsUntilItIsCarriedOut() {
        OutboxRow row = append("a");
        park(row, "refused");

        Outcome.Decided retry = (Outcome.Decided) decide(row, Decision.RETRY, "ann", "mended");
        assertThat(decide(row, Decision.RETRY, "bob", "mended")).isEqualTo(new Outcome.AlreadyDecided(row.event().eventId(), Decision.RETRY));
        assertThat(decide(row, Decision.SKIP, "bob", "hopeless")).isEqualTo(new Outcome.AlreadyDecided(row.event().eventId(), Decision.RETRY));
        assertThat(outcomes()).containsExactly("null");

        transaction.executeWithoutResult(open -> parking.park(row, "still refused", order(row)));
        assertThat(parking.inLane(0)).extracting(ParkedRow::order).containsOnlyNulls();
        assertThat(decide(row, Decision.SKIP, "bob", "hopeless")).isInstanceOf(Outcome.Decided.class);
        assertThat(outcomes()).containsExactly("refused", "null");
        assertThat(parked.isOnRecord(retry)).isTrue();
    }

    /** Seen to fail with a relay that ends whatever order stands when it parks an event again. */
    @Test
    void anOrderThatCameAfterTheTryBeganStillStands() {
        OutboxRow row = append("a");
        park(row, "refused");
        decide(row, Decision.RETRY, "ann", "mended");

        park(row, "refused before that");

        assertThat(order(row)).extracting(ParkedRow.Order::decision).isEqualTo(Decision.RETRY);
        assertThat(outcomes()).containsExactly("null");
    }

    @Test
    void ofTwentyDecisionsAtOnceOneStands() throws Exception {
        OutboxRow row = append("a");
        park(row, "refused");

        List<Outcome> outcomes;
        try (var threads = Executors.newFixedThreadPool(8)) {
            outcomes = threads.invokeAll(IntStream.range(0, 20).<Callable<Outcome>>mapToObj(n -> () ->
                    decide(row, n % 2 == 0 ? Decision.RETRY : Decision.SKIP, "operator " + n, "at once")).toList())
                    .stream().map(Future::resultNow).toList();
        }

        assertThat(outcomes).filteredOn(outcome -> outcome instanceof Outcome.Decided).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> outcome instanceof Outcome.AlreadyDecided).hasSize(19);
        assertThat(outcomes()).hasSize(1);
    }

    @Test
    void anEventThatIsNotParkedOrIsPublishedMeanwhileCannotBeDecided() {
        OutboxRow row = append("a");
        assertThat(decide(row, Decision.SKIP, "ann", "why not")).isEqualTo(new Outcome.NotParked(row.event().eventId()));

        park(row, "refused");
        backlog.delete(0, List.of(row.id()));

        assertThat(parked.list(0, 10)).isEmpty();
        assertThat(decide(row, Decision.SKIP, "ann", "why not")).isEqualTo(new Outcome.NotParked(row.event().eventId()));
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void skippingTakesTheRowItsParkingAndTheOrderToTheirEnd() {
        OutboxRow row = append("a");
        OutboxRow next = append("a");
        park(row, "refused");
        decide(row, Decision.SKIP, "ann", "hopeless");

        for (int repeated = 0; repeated < 2; repeated++) {
            transaction.executeWithoutResult(open -> parking.skip(0, List.of(row.id())));
        }

        assertThat(parking.inLane(0)).isEmpty();
        assertThat(backlog.read(0, 10, Set.of())).extracting(OutboxRow::id).containsExactly(next.id());
        assertThat(outcomes()).containsExactly("skipped");
    }

    @Test
    void anOrderForAnEventThatWasPublishedMeanwhileSaysSo() {
        OutboxRow row = append("a");
        park(row, "refused");
        decide(row, Decision.SKIP, "ann", "hopeless");
        backlog.delete(0, List.of(row.id()));

        assertThat(parking.inLane(0)).singleElement().satisfies(gone -> assertThat(gone.isPublished()).isTrue());
        transaction.executeWithoutResult(open -> parking.forgetPublished(List.of(row.id())));

        assertThat(parking.inLane(0)).isEmpty();
        assertThat(outcomes()).containsExactly("published");
    }

    @Test
    void theRelayLearnsHowLongAgoARowWasTried() {
        OutboxRow row = append("a");
        park(row, "refused");
        jdbc.sql("UPDATE parked_event SET last_tried_at = NOW(6) - INTERVAL 90 SECOND").update();

        assertThat(parking.inLane(0)).singleElement().satisfies(known -> {
            assertThat(known.sinceTried()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(120));
            assertThat(known.key()).isEqualTo("a");
        });
        assertThat(parking.inLane(1)).isEmpty();
    }

    @Test
    void whatBelongsTogetherIsRefusedOutsideATransaction() {
        OutboxRow row = append("a");

        assertThatIllegalStateException().isThrownBy(() -> parking.park(row, "refused", null));
        assertThatIllegalStateException().isThrownBy(() -> parking.skip(0, List.of(row.id())));
        assertThatIllegalStateException().isThrownBy(() -> parking.forgetPublished(List.of(row.id())));
        assertThatIllegalStateException().isThrownBy(() -> parked.decide(row.event().eventId(), Decision.SKIP, "ops:pager", "ann", "why not"));
    }

    private void park(OutboxRow row, String reason) {
        transaction.executeWithoutResult(open -> parking.park(row, reason, null));
    }

    private Outcome decide(OutboxRow row, Decision decision, String operator, String why) {
        return Objects.requireNonNull(
                transaction.execute(open -> parked.decide(row.event().eventId(), decision, "ops:pager", operator, why)));
    }

    private ParkedRow.@Nullable Order order(OutboxRow row) {
        return parking.inLane(0).stream().filter(known -> known.id() == row.id()).findFirst().orElseThrow().order();
    }

    private List<String> outcomes() {
        return jdbc.sql("SELECT COALESCE(outcome, 'null') FROM operator_action ORDER BY id").query(String.class).list();
    }

    private OutboxRow append(String key) {
        return append(new OutboxEvent(UUID.randomUUID(), "holds", key, "dev.holdfast.test.v1", "s-" + key, new byte[] {'{', '}'}, null, CREATED));
    }

    private OutboxRow append(OutboxEvent event) {
        transaction.executeWithoutResult(open -> outbox.append(List.of(event)));
        return backlog.read(0, 1_000, Set.of()).getLast();
    }
}
