package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.ParkedEvent;
import dev.holdfast.outbox.ParkedEvents;
import dev.holdfast.testing.TestBroker;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators decide about a parked event is done, and the events behind it follow in their order. */
class LaneDecisionIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 1);
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeEach
    void topicsThatTakeNoLargeEvents() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
        deployment.limitSize("holds", 3_000);
        // Nothing but a decision has an event tried again, and each step looks for one.
        deployment.settings.put("holdfast.relay.waits.parked", "1h");
        deployment.settings.put("holdfast.relay.waits.look", "1ns");
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void anEventThatIsTriedAgainIsPublishedInOrderWithThoseBehindIt() throws Exception {
        OutboxEvent large = large("key");
        List<String> inOrder = List.of(id(large), id(deployment.append("orders", "key", 2)), id(deployment.append("holds", "key", 3)));
        LaneRelay relay = relay();
        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());
        assertThat(deployment.parkedEvents.list(0, 10)).singleElement().satisfies(parked -> {
            assertThat(parked.eventId()).isEqualTo(large.eventId());
            assertThat(parked.refusal()).contains("larger");
            assertThat(parked.waitingBehind()).isEqualTo(2);
        });

        deployment.limitSize("holds", 1_000_000);
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());
        assertThat(deployment.decide(large, Decision.RETRY)).isInstanceOf(ParkedEvents.Outcome.Decided.class);
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(3));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactlyInAnyOrderElementsOf(inOrder);
        assertThat(deployment.published().stream().filter(record -> record.topic().equals(deployment.topic("holds")))
                .map(record -> new String(record.headers().lastHeader("ce_id").value()))).containsExactly(inOrder.getFirst(), inOrder.getLast());
        assertThat(deployment.outcomes(large)).containsExactly("published");
        assertThatNothingIsLeft(relay);
    }

    @Test
    void anEventThatIsRefusedOnceMoreStaysParkedAndTheOrderIsDone() throws Exception {
        OutboxEvent large = large("key");
        LaneRelay relay = relay();
        relay.relayOnce();
        deployment.decide(large, Decision.RETRY);

        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.parkedEvents.list(0, 10)).singleElement().satisfies(parked -> {
            assertThat(parked.tries()).isEqualTo(2);
            assertThat(parked.decision()).isNull();
        });
        assertThat(deployment.outcomes(large)).containsExactly("refused");
    }

    @Test
    void afterASkipTheEventsBehindItFlowAndTheEventIsNeverPublished() throws Exception {
        OutboxEvent large = large("key");
        List<String> behind = List.of(id(deployment.append("holds", "key", 2)), id(deployment.append("holds", "key", 3)));
        LaneRelay relay = relay();
        relay.relayOnce();
        assertThat(deployment.decide(large, Decision.SKIP)).isInstanceOf(ParkedEvents.Outcome.Decided.class);
        // Too late to make a difference.
        deployment.limitSize("holds", 1_000_000);

        assertThat(relay.relayOnce()).isEqualTo(new Step.Skipped(List.of(large.eventId())));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(2));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(behind);
        assertThat(deployment.outcomes(large)).containsExactly("skipped");
        assertThat(deployment.decide(large, Decision.SKIP)).isEqualTo(new ParkedEvents.Outcome.NotParked(large.eventId()));
        assertThatNothingIsLeft(relay);
    }

    /** Decisions are looked for once a second, but also before each try. Seen to be tried by a relay that does only the former. */
    @Test
    void anEventThatIsToBeSkippedIsNotTriedAgainWhenItsTimeComes() {
        deployment.settings.put("holdfast.relay.waits.parked", "1ns");
        deployment.settings.put("holdfast.relay.waits.look", "1h");
        OutboxEvent odd = deployment.append("unheard-of", "key", 1);
        LaneRelay relay = relay();
        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        deployment.decide(odd, Decision.SKIP);

        assertThat(relay.relayOnce()).isEqualTo(new Step.Skipped(List.of(odd.eventId())));

        assertThat(refusals).hasValue(2);
    }

    @Test
    void allThatIsToBeSkippedIsSkippedAtOnceAndTheRestStaysParked() throws Exception {
        List<OutboxEvent> large = List.of(large("one"), large("two"), large("three"));
        LaneRelay relay = relay();
        large.forEach(each -> assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class));
        deployment.decide(large.get(0), Decision.SKIP);
        deployment.decide(large.get(2), Decision.SKIP);

        assertThat(relay.relayOnce()).isEqualTo(new Step.Skipped(List.of(large.get(0).eventId(), large.get(2).eventId())));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.parkedEvents.list(0, 10)).extracting(ParkedEvent::eventId).containsExactly(large.get(1).eventId());
        assertThat(deployment.backlog.size().rows()).isOne();
    }

    /** The step before has published events whose rows are still there; their progress must not be overwritten before they are deleted. */
    @Test
    void aSkipRightAfterABatchRepeatsNothingOfTheBatch() throws Exception {
        OutboxEvent large = large("key");
        LaneRelay relay = relay();
        relay.relayOnce();
        String flowing = id(deployment.append("holds", "other", 1));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
        deployment.decide(large, Decision.SKIP);

        assertThat(relay.relayOnce()).isInstanceOf(Step.Skipped.class);
        relay.close();
        assertThat(deployment.lane(0).relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactly(flowing);
    }

    /** Seen to fail a batch at each take-over with a relay that does not ask what is parked. */
    @Test
    void theNextOwnerKnowsWhatIsParkedAndFailsNoBatchForIt() throws Exception {
        large("key");
        assertThat(relay().relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(refusals).hasValue(1);
        String flowing = id(deployment.append("holds", "other", 1));
        deployment.append("holds", "key", 2);

        LaneRelay next = relay();
        assertThat(next.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(next.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(next.parkedKeys()).isOne();
        assertThat(refusals).hasValue(1);
        assertThat(deployment.publishedIds()).containsExactly(flowing);
        assertThat(deployment.parkedEvents.list(0, 10)).extracting(ParkedEvent::tries).containsExactly(1);
    }

    @Test
    void aLaneThatMayParkNoMoreKeysGoesOnOnceOneIsSkipped() throws Exception {
        deployment.settings.put("holdfast.relay.max-parked-keys", 1);
        // Which of them Kafka refuses first is not known, because they go to different partitions.
        List<OutboxEvent> large = List.of(large("one"), large("two"));
        LaneRelay relay = relay();
        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isInstanceOf(Step.Refused.class);
        ParkedEvent first = deployment.parkedEvents.list(0, 10).getFirst();
        String behind = id(deployment.append("holds", first.key(), 2));
        assertThat(relay.relayOnce()).isInstanceOf(Step.Refused.class);

        large.stream().filter(event -> event.eventId().equals(first.eventId())).forEach(event -> deployment.decide(event, Decision.SKIP));
        assertThat(relay.relayOnce()).isInstanceOf(Step.Skipped.class);
        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));

        assertThat(deployment.publishedIds()).containsExactly(behind);
        assertThat(deployment.parkedEvents.list(0, 10)).singleElement()
                .satisfies(parked -> assertThat(parked.eventId()).isNotEqualTo(first.eventId()));
    }

    private LaneRelay relay() {
        return deployment.lane(0, stage -> {
            if (stage == Stage.REFUSED) {
                refusals.incrementAndGet();
            }
        });
    }

    private void assertThatNothingIsLeft(LaneRelay relay) {
        assertThat(deployment.parkedEvents.list(0, 10)).isEmpty();
        assertThat(deployment.parkedRows()).isZero();
        assertThat(deployment.backlog.size().rows()).isZero();
        assertThat(relay.parkedKeys()).isZero();
    }

    private OutboxEvent large(String key) {
        return deployment.append(deployment.event("holds", key, 1, "x".repeat(5_000)));
    }

    private static String id(OutboxEvent event) {
        return event.eventId().toString();
    }
}
