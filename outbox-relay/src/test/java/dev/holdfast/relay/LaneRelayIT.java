package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a lane publishes when nothing goes wrong, and what it leaves alone. */
class LaneRelayIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 1);

    @BeforeEach
    void topics() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void aRecordIsACloudEventWithThePayloadUnchanged() {
        OutboxEvent event = deployment.append("holds", "4711", 1);

        assertThat(deployment.lane(0).relayOnce()).isEqualTo(new Step.Published(1));

        assertThat(deployment.published()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo(deployment.topic("holds"));
            assertThat(record.key()).isEqualTo("4711".getBytes());
            assertThat(record.value()).isEqualTo(event.payload());
            assertThat(headers(record)).isEqualTo(Map.of(
                    "ce_specversion", "1.0",
                    "ce_id", event.eventId().toString(),
                    "ce_type", "dev.holdfast.test.changed.v1",
                    "ce_source", "/holdfast/checkout",
                    "ce_subject", "4711",
                    "ce_time", "2026-01-02T03:04:05.123456Z",
                    "content-type", "application/json",
                    "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        });
    }

    @Test
    void anEventWithoutATraceHasNoTraceHeader() {
        deployment.append("stock", "1", 2);

        deployment.lane(0).relayOnce();

        assertThat(deployment.published()).singleElement().satisfies(record -> assertThat(headers(record)).doesNotContainKey("traceparent"));
    }

    @Test
    void everyEventOfManyBatchesAppearsOnceAndInOrderOfItsKey() {
        deployment.settings.put("holdfast.relay.batch-size", 7);
        List<String> appended = new ArrayList<>();
        for (int version = 1; version <= 20; version++) {
            for (String key : List.of("a", "b", "c", "d", "e")) {
                appended.add(deployment.append("orders", key, version).eventId().toString());
            }
        }
        LaneRelay relay = deployment.lane(0);

        int steps = 0;
        while (relay.relayOnce() instanceof Step.Published(int rows)) {
            assertThat(rows).isLessThanOrEqualTo(7);
            steps++;
        }

        assertThat(steps).isEqualTo(15);
        assertThat(deployment.publishedIds()).containsExactlyInAnyOrderElementsOf(appended);
        Map<String, List<String>> idsByKey = deployment.published().stream().collect(Collectors.groupingBy(
                record -> new String(record.key()),
                Collectors.mapping(record -> new String(record.headers().lastHeader("ce_id").value()), Collectors.toList())));
        idsByKey.values().forEach(ids -> assertThat(ids).isSubsetOf(appended)
                .isSortedAccordingTo((one, other) -> Integer.compare(appended.indexOf(one), appended.indexOf(other))));
        assertThat(deployment.backlog.size().rows()).isZero();
    }

    /** Seen to fail with a relay that reads only above the last id that it saw. */
    @Test
    void aRowThatWasInsertedFirstAndCommittedLastIsNotSkipped() throws SQLException {
        LaneRelay relay = deployment.lane(0);
        OutboxEvent early = deployment.event("holds", "early", 1, "");
        OutboxEvent late;
        try (Connection open = deployment.insertWithoutCommit(early)) {
            late = deployment.append("holds", "late", 1);
            assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
            open.commit();
        }

        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));

        assertThat(deployment.publishedIds()).containsExactlyInAnyOrder(late.eventId().toString(), early.eventId().toString());
    }

    /** Seen to fail with a relay that deletes its batch by {@code id <= last}. */
    @Test
    void aRowThatBecomesVisibleBetweenReadingAndDeletingIsNotDeletedUnpublished() throws SQLException {
        OutboxEvent early = deployment.event("holds", "early", 1, "");
        OutboxEvent late;
        try (Connection open = deployment.insertWithoutCommit(early)) {
            late = deployment.append("holds", "late", 1);
            LaneRelay relay = deployment.lane(0, stage -> {
                if (stage == Stage.COMMITTED) {
                    commit(open);
                }
            });
            assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
            assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
        }

        assertThat(deployment.publishedIds()).containsExactlyInAnyOrder(late.eventId().toString(), early.eventId().toString());
    }

    /** A bound below which nothing is read would let the second event of a key overtake the first; seen with such a relay. */
    @Test
    void aKeyWhoseFirstEventBecameVisibleLateKeepsItsOrder() throws SQLException {
        LaneRelay relay = deployment.lane(0);
        OutboxEvent first = deployment.event("holds", "key", 1, "");
        OutboxEvent second;
        try (Connection open = deployment.insertWithoutCommit(first)) {
            deployment.append("holds", "other", 1);
            assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
            open.commit();
            second = deployment.append("holds", "key", 2);
        }

        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(2));

        assertThat(deployment.publishedIds()).containsSubsequence(first.eventId().toString(), second.eventId().toString());
    }

    /** With full batches the next one is read before the last is committed; a row that appears below it afterwards is in the one after. */
    @Test
    void aRowThatBecomesVisibleBelowWhatWasReadAheadIsNotSkippedAndKeepsItsOrder() throws SQLException {
        deployment.settings.put("holdfast.relay.batch-size", 2);
        LaneRelay relay = deployment.lane(0);
        OutboxEvent early = deployment.event("holds", "early", 1, "");
        List<String> ids = new ArrayList<>();
        try (Connection open = deployment.insertWithoutCommit(early)) {
            for (int version = 1; version <= 4; version++) {
                ids.add(deployment.append("holds", "late", version).eventId().toString());
            }
            assertThat(relay.relayOnce()).isEqualTo(new Step.Published(2));
            open.commit();
        }
        ids.add(early.eventId().toString());
        ids.add(deployment.append("holds", "early", 2).eventId().toString());

        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(2));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(2));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactlyInAnyOrderElementsOf(ids).containsSubsequence(ids.subList(4, 6));
        assertThat(deployment.backlog.size().rows()).isZero();
    }

    @Test
    void whatWasRolledBackIsNotPublished() throws SQLException {
        try (Connection open = deployment.insertWithoutCommit(deployment.event("holds", "key", 1, ""))) {
            open.rollback();
        }
        OutboxEvent committed = deployment.append("holds", "key", 1);

        assertThat(deployment.lane(0).relayOnce()).isEqualTo(new Step.Published(1));

        assertThat(deployment.publishedIds()).containsExactly(committed.eventId().toString());
    }

    private static void commit(Connection open) {
        try {
            open.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
