package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.outbox.Decision;
import dev.holdfast.outbox.OutboxEvent;
import dev.holdfast.outbox.ParkedEvents.Outcome;
import dev.holdfast.testing.TestBroker;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Decisions that come while the event is being tried, and owners of the lane that die or are held up: whatever happens, an event is
 * either published or on record as skipped, and never both or neither.
 */
class LaneDecisionRacesIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 1);

    @BeforeEach
    void topicsThatTakeNoLargeEvents() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
        deployment.limitSize("holds", 3_000);
        deployment.settings.put("holdfast.relay.waits.look", "1ns");
        triesAgainAfter("1h");
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    /**
     * The event is tried again because its time has come, and Kafka takes it now. At COMMITTED its row is still in the outbox; seen to be
     * reported as skipped there by a relay that does not delete a batch before it looks what operators have decided.
     */
    @ParameterizedTest
    @EnumSource(names = {"READ", "SENT", "COMMITTED"})
    void aSkipThatComesWhileTheEventIsBeingPublishedComesTooLateAndSaysSo(Stage during) throws Exception {
        OutboxEvent large = park();
        String behind = deployment.append("holds", "key", 2).eventId().toString();
        deployment.limitSize("holds", 1_000_000);
        triesAgainAfter("1ns");
        AtomicReference<@Nullable Outcome> answer = new AtomicReference<>();
        LaneRelay relay = deployment.lane(0, stage -> {
            if (stage == during && answer.get() == null) {
                answer.set(deployment.decide(large, Decision.SKIP));
            }
        });

        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(2));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(answer.get()).isInstanceOf(Outcome.Decided.class);
        assertThat(deployment.publishedIds()).containsExactly(large.eventId().toString(), behind);
        assertThat(deployment.outcomes(large)).containsExactly("published");
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "REFUSED"})
    void aSkipThatComesWhileTheEventIsRefusedOnceMoreIsCarriedOut(Stage during) {
        OutboxEvent large = park();
        triesAgainAfter("1ns");
        AtomicBoolean decided = new AtomicBoolean();
        LaneRelay relay = deployment.lane(0, stage -> {
            if (stage == during && decided.compareAndSet(false, true)) {
                deployment.decide(large, Decision.SKIP);
            }
        });

        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(relay.relayOnce()).isEqualTo(new Step.Skipped(List.of(large.eventId())));

        assertThat(deployment.outcomes(large)).containsExactly("skipped");
        assertThat(deployment.publishedIds()).isEmpty();
        assertThatNothingIsLeft();
    }

    /** The operator has mended the cause just now; the try that is under way began before that and must not count. */
    @Test
    void anOrderToRetryThatComesWhileTheEventIsRefusedOnceMoreStillStands() throws Exception {
        OutboxEvent large = park();
        triesAgainAfter("1ns");
        AtomicBoolean decided = new AtomicBoolean();
        LaneRelay relay = deployment.lane(0, stage -> {
            if (stage == Stage.REFUSED && decided.compareAndSet(false, true)) {
                deployment.decide(large, Decision.RETRY);
            }
        });

        assertThat(relay.relayOnce()).isInstanceOf(Step.Parked.class);
        assertThat(deployment.outcomes(large)).containsExactly("none");

        deployment.limitSize("holds", 1_000_000);
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(relay.relayOnce()).isEqualTo(new Step.Idle());
        assertThat(deployment.outcomes(large)).containsExactly("published");
    }

    /** Before the commit nothing has happened; after it the next owner knows from the progress that the row was skipped. */
    @ParameterizedTest
    @EnumSource(names = {"SENT", "COMMITTED"})
    void aDeathInTheMiddleOfASkipIsFinishedByTheNextOwner(Stage death) throws Exception {
        OutboxEvent large = park();
        String behind = deployment.append("holds", "key", 2).eventId().toString();
        deployment.decide(large, Decision.SKIP);
        deployment.limitSize("holds", 1_000_000);
        LaneRelay dies = deployment.lane(0, stage -> {
            if (stage == death) {
                throw new Died(stage);
            }
        });

        assertThatThrownBy(dies::relayOnce).isInstanceOf(Died.class).hasMessage(death.name());
        assertThat(deployment.outcomes(large)).containsExactly("none");
        LaneRelay next = deployment.lane(0);
        if (death == Stage.SENT) {
            assertThat(next.relayOnce()).isEqualTo(new Step.Skipped(List.of(large.eventId())));
        }
        assertThat(next.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(next.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactly(behind);
        assertThat(deployment.outcomes(large)).containsExactly("skipped");
        assertThatNothingIsLeft();
    }

    /**
     * The earlier owner was held up and does not know yet that it lost the lane. It learns of the decision while the next owner
     * publishes the event. Seen to be published and on record as skipped with a relay that skips in the database alone.
     */
    @Test
    void anOwnerThatLostTheLaneSkipsNothing() throws Exception {
        OutboxEvent large = deployment.append(deployment.event("holds", "key", 1, "x".repeat(5_000)));
        LaneRelay heldUp = deployment.lane(0);
        assertThat(heldUp.relayOnce()).isInstanceOf(Step.Parked.class);
        String flowing = deployment.append("holds", "other", 1).eventId().toString();
        assertThat(heldUp.relayOnce()).isEqualTo(new Step.Published(1));
        deployment.limitSize("holds", 1_000_000);
        triesAgainAfter("1ns");
        AtomicReference<@Nullable Step> late = new AtomicReference<>();
        LaneRelay next = deployment.lane(0, stage -> {
            if (stage == Stage.SENT && late.get() == null) {
                deployment.decide(large, Decision.SKIP);
                late.set(heldUp.relayOnce());
            }
        });

        assertThat(next.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(next.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactlyInAnyOrder(flowing, large.eventId().toString());
        assertThat(deployment.outcomes(large)).containsExactly("published");
        assertThat(late.get()).isInstanceOfSatisfying(Step.Restarted.class, step -> assertThat(step.fenced()).isTrue());
        assertThatNothingIsLeft();
    }

    /** The other way round: the skip of the earlier owner is under way, uncommitted, when the next one takes over. */
    @Test
    void aSkipThatIsHeldUpIsCarriedOutOnceByTheNextOwner() throws Exception {
        OutboxEvent large = park();
        String behind = deployment.append("holds", "key", 2).eventId().toString();
        deployment.decide(large, Decision.SKIP);
        LaneRelay next = deployment.lane(0);
        LaneRelay heldUp = deployment.lane(0, stage -> {
            if (stage == Stage.SENT) {
                assertThat(next.relayOnce()).isEqualTo(new Step.Skipped(List.of(large.eventId())));
                assertThat(next.relayOnce()).isEqualTo(new Step.Published(1));
            }
        });

        assertThat(heldUp.relayOnce()).isInstanceOfSatisfying(Step.Restarted.class, step -> assertThat(step.fenced()).isTrue());
        assertThat(next.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactly(behind);
        assertThat(deployment.outcomes(large)).containsExactly("skipped");
        assertThatNothingIsLeft();
    }

    /** The earlier owner was refused, then held up; when it writes that down, the next owner has published the event. */
    @Test
    void anEventThatIsParkedTooLateIsNotShownAndIsForgotten() throws Exception {
        OutboxEvent large = deployment.append(deployment.event("holds", "key", 1, "x".repeat(5_000)));
        LaneRelay next = deployment.lane(0);
        LaneRelay heldUp = deployment.lane(0, stage -> {
            if (stage == Stage.REFUSED) {
                limitSizeUnchecked(1_000_000);
                assertThat(next.relayOnce()).isEqualTo(new Step.Published(1));
                assertThat(next.relayOnce()).isEqualTo(new Step.Idle());
            }
        });

        assertThat(heldUp.relayOnce()).isInstanceOf(Step.Parked.class);

        assertThat(deployment.parkedEvents.list(0, 10)).isEmpty();
        assertThat(deployment.decide(large, Decision.SKIP)).isEqualTo(new Outcome.NotParked(large.eventId()));
        assertThat(deployment.lane(0).relayOnce()).isEqualTo(new Step.Idle());
        assertThat(deployment.publishedIds()).containsExactly(large.eventId().toString());
        assertThatNothingIsLeft();
    }

    /** The same, with the row still in the outbox: the next owner does not know that it is parked, publishes it, and the skip lapses. */
    @Test
    void aSkipOfAnEventThatTheOwnerDoesNotKnowToBeParkedComesTooLateAndSaysSo() {
        OutboxEvent large = deployment.append(deployment.event("holds", "key", 1, "x".repeat(5_000)));
        AtomicBoolean once = new AtomicBoolean();
        LaneRelay next = deployment.lane(0, stage -> {
            if (stage == Stage.TAKEN_OVER && once.compareAndSet(false, true)) {
                // The earlier owner was refused before the fence, and writes it down now.
                deployment.park(large);
                deployment.decide(large, Decision.SKIP);
                limitSizeUnchecked(1_000_000);
            }
        });

        assertThat(next.relayOnce()).isEqualTo(new Step.Published(1));
        assertThat(next.relayOnce()).isEqualTo(new Step.Idle());
        assertThat(deployment.parkedEvents.list(0, 10)).isEmpty();
        assertThat(deployment.lane(0).relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactly(large.eventId().toString());
        assertThat(deployment.outcomes(large)).containsExactly("published");
        assertThatNothingIsLeft();
    }

    private OutboxEvent park() {
        OutboxEvent large = deployment.append(deployment.event("holds", "key", 1, "x".repeat(5_000)));
        assertThat(deployment.lane(0).relayOnce()).isInstanceOf(Step.Parked.class);
        return large;
    }

    private void triesAgainAfter(String duration) {
        deployment.settings.put("holdfast.relay.waits.parked", duration);
    }

    private void limitSizeUnchecked(int limit) {
        try {
            deployment.limitSize("holds", limit);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void assertThatNothingIsLeft() {
        assertThat(deployment.parkedRows()).isZero();
        assertThat(deployment.backlog.size().rows()).isZero();
    }
}
