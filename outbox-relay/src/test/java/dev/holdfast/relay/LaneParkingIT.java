package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.testing.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event that Kafka will never take holds up its own key and nothing else. */
class LaneParkingIT {

    private static final String LARGE = "x".repeat(5_000);

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 1);

    @AfterEach
    void close() {
        deployment.close();
    }

    /** The client fails the other events with the large one's reason; seen to park their keys, too, in a relay that believed that. */
    @Test
    void anEventTooLargeForTheClientParksOnlyItsKey() throws Exception {
        deployment.settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 3_000);

        parksOnlyTheKeyOfALargeEvent();
    }

    /** The broker refuses a whole request at first, and the client finds out which event of it is too large. */
    @Test
    void anEventTooLargeForItsTopicParksOnlyItsKey() throws Exception {
        try (var admin = deployment.kafka().admin()) {
            admin.createTopics(List.of(new NewTopic(deployment.topic("holds"), Optional.of(3), Optional.empty())
                    .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "3000")))).all().get();
        }

        parksOnlyTheKeyOfALargeEvent();
    }

    private void parksOnlyTheKeyOfALargeEvent() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
        List<String> flowing = new ArrayList<>();
        flowing.add(deployment.append("holds", "good", 1).eventId().toString());
        OutboxEvent large = deployment.append(deployment.event("holds", "large", 1, LARGE));
        flowing.add(deployment.append("holds", "good", 2).eventId().toString());
        OutboxEvent behind = deployment.append("orders", "large", 2);
        LaneRelay relay = deployment.lane(0);

        assertThat(relay.relayOnce()).isInstanceOfSatisfying(Step.Parked.class, step -> assertThat(step.event().key()).isEqualTo("large"));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(2));
        flowing.add(deployment.append("holds", "good", 3).eventId().toString());
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(flowing);
        assertThat(relay.parkedKeys()).isOne();
        assertThat(deployment.backlog.read(0, 10, Set.of())).extracting(row -> row.event().eventId())
                .containsExactly(large.eventId(), behind.eventId());
    }

    @Test
    void anEventThatWasReadAheadIsParkedLikeAnyOther() throws Exception {
        deployment.settings.put("holdfast.relay.batch-size", 1);
        assertThat(deployment.prepareTopics()).isNull();
        List<String> flowing = new ArrayList<>(List.of(deployment.append("holds", "good", 1).eventId().toString()));
        OutboxEvent odd = deployment.append("unheard-of", "odd", 1);
        deployment.append("holds", "odd", 2);
        flowing.add(deployment.append("holds", "good", 2).eventId().toString());
        LaneRelay relay = deployment.lane(0);

        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(relay.relayOnce()).isInstanceOfSatisfying(Step.Parked.class,
                step -> assertThat(step.event().eventId()).isEqualTo(odd.eventId()));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(flowing);
        assertThat(deployment.backlog.size().rows()).isEqualTo(2);
    }

    @Test
    void aKeyIsPublishedInOrderOnceItsTopicTakesTheEvent() throws Exception {
        deployment.settings.put("holdfast.relay.waits.parked", "1ms");
        assertThat(deployment.prepareTopics()).isNull();
        deployment.limitSize("holds", 3_000);
        List<String> appended = new ArrayList<>();
        appended.add(deployment.append(deployment.event("holds", "large", 1, LARGE)).eventId().toString());
        appended.add(deployment.append("holds", "large", 2).eventId().toString());
        LaneRelay relay = deployment.lane(0);
        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);

        deployment.limitSize("holds", 1_000_000);

        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(2));
        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
    }

    /** Seen to leave the first event behind with a relay that holds back the whole key. */
    @Test
    void eventsOfTheKeyThatCameBeforeTheRefusedOneFlow() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
        deployment.limitSize("holds", 3_000);
        String before = deployment.append("holds", "large", 1).eventId().toString();
        OutboxEvent large = deployment.append(deployment.event("holds", "large", 2, LARGE));
        OutboxEvent behind = deployment.append("holds", "large", 3);
        LaneRelay relay = deployment.lane(0);

        assertThat(relay.relayOnce()).isInstanceOfSatisfying(Step.Parked.class,
                step -> assertThat(step.event().eventId()).isEqualTo(large.eventId()));
        // By another relay: it knows as much.
        LaneRelay next = deployment.lane(0);
        assertThat(next.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(next.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactly(before);
        assertThat(deployment.backlog.read(0, 10, Set.of())).extracting(row -> row.event().eventId())
                .containsExactly(large.eventId(), behind.eventId());
    }

    @Test
    void anEventWithoutATopicParksOnlyItsKey() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
        deployment.append("unheard-of", "odd", 1);
        String flowing = deployment.append("holds", "good", 1).eventId().toString();
        LaneRelay relay = deployment.lane(0);

        assertThat(relay.relayOnce()).isInstanceOfSatisfying(Step.Parked.class, step -> assertThat(step.event().key()).isEqualTo("odd"));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));

        assertThat(deployment.publishedIds()).containsExactly(flowing);
    }

    @Test
    void aLaneThatMayParkNoMoreKeysStandsStill() throws Exception {
        deployment.settings.put("holdfast.relay.max-parked-keys", 2);
        assertThat(deployment.prepareTopics()).isNull();
        for (String key : List.of("one", "two", "three")) {
            deployment.append("unheard-of", key, 1);
        }
        deployment.append("holds", "good", 1);
        LaneRelay relay = deployment.lane(0);

        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isInstanceOfSatisfying(Step.Refused.class,
                step -> assertThat(step.reason()).contains("parks 2 keys already").contains("three"));

        assertThat(deployment.publishedIds()).isEmpty();
        assertThat(deployment.backlog.size().rows()).isEqualTo(4);
    }
}
