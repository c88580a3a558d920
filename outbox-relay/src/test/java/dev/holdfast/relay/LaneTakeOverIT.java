package dev.holdfast.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testing.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the next owner of a lane makes of what the last one left behind, wherever that one died or was held up. */
class LaneTakeOverIT {

    private final Deployment deployment = new Deployment(TestBroker.bootstrapServers(), 1);

    @BeforeEach
    void topics() throws Exception {
        assertThat(deployment.prepareTopics()).isNull();
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    /** Seen to fail at COMMITTED with a relay that does not delete what the progress names, or sends no progress. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSED")
    void aDeathAtAnyStageNeitherLosesNorRepeats(Stage death) {
        List<String> appended = append(1, 10);
        assertThat(deployment.lane(0).relayOnce()).isEqualTo(new Step.Published(10));
        appended.addAll(append(11, 25));
        LaneRelay dies = deployment.lane(0, stage -> {
            if (stage == death) {
                throw new Died(stage);
            }
        });

        assertThatThrownBy(dies::relayOnce).isInstanceOf(Died.class).hasMessage(death.name());
        appended.addAll(append(26, 30));
        drain(deployment.lane(0));

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
        assertThat(deployment.backlog.size().rows()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSED")
    void aFailureAtAnyStageStartsTheSameLaneAnewAndNeitherLosesNorRepeats(Stage failure) {
        List<String> appended = append(1, 15);
        CountDownLatch once = new CountDownLatch(1);
        LaneRelay relay = deployment.lane(0, stage -> {
            if (stage == failure && once.getCount() > 0) {
                once.countDown();
                throw new IllegalStateException("as if the database or the broker had failed here");
            }
        });

        assertThat(relay.relayOnce()).isInstanceOf(Step.Restarted.class);
        drain(relay);

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
    }

    /** In its second step the relay publishes what it has read ahead in the first, and reads on. */
    @ParameterizedTest
    @EnumSource(names = {"READ", "SENT", "COMMITTED"})
    void aFailureAmongFullBatchesNeitherLosesNorRepeats(Stage failure) {
        deployment.settings.put("holdfast.relay.batch-size", 3);
        List<String> appended = append(1, 15);
        AtomicInteger passed = new AtomicInteger();
        LaneRelay relay = deployment.lane(0, stage -> {
            if (stage == failure && passed.incrementAndGet() == 2) {
                throw new IllegalStateException("as if the database or the broker had failed here");
            }
        });

        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(3));
        assertThat(relay.relayOnce()).isInstanceOf(Step.Restarted.class);
        drain(relay);

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
        assertThat(deployment.backlog.size().rows()).isZero();
    }

    /** Seen to fail with a relay that lets the lane go on after its deletion failed, without starting it anew. */
    @Test
    void aLaneWhoseDeletionFailsPublishesNothingTwice() {
        List<String> appended = append(1, 5);
        AtomicInteger batches = new AtomicInteger();
        LaneRelay relay = deployment.lane(0, stage -> {
            if (stage == Stage.READ && batches.incrementAndGet() == 2) {
                deployment.rename("outbox", "outbox_hidden");
            }
        });
        assertThat(relay.relayOnce()).isEqualTo(new Step.Published(5));
        appended.addAll(append(6, 10));

        assertThat(relay.relayOnce()).isInstanceOf(Step.Restarted.class);
        deployment.rename("outbox_hidden", "outbox");
        drain(relay);

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
    }

    @Test
    void rowsOfTheLastBatchAreDeletedBeforeTheNextIsCommitted() {
        append(1, 5);
        List<Long> left = new ArrayList<>();
        LaneRelay relay = deployment.lane(0, stage -> {
            if (stage == Stage.SENT) {
                left.add(deployment.backlog.size().rows());
            }
        });
        relay.relayOnce();
        append(6, 8);
        relay.relayOnce();

        assertThat(left).containsExactly(5L, 3L);
    }

    @Test
    void anOwnerThatLeavesInGoodOrderLeavesNoPublishedRow() {
        append(1, 5);
        LaneRelay relay = deployment.lane(0);
        relay.relayOnce();

        relay.leave();

        assertThat(deployment.backlog.size().rows()).isZero();
    }

    /** Its row ids may be those of another database by now. Seen to fail with a relay that deletes them without asking. */
    @Test
    void anOwnerThatFailedDeletesNothingWhenItLeaves() {
        append(1, 5);
        LaneRelay relay = deployment.lane(0);
        relay.relayOnce();
        relay.close();

        relay.leave();

        assertThat(deployment.backlog.size().rows()).isEqualTo(5);
    }

    /**
     * The earlier owner is held up with everything sent. It commits at the last moment it can: when the next owner is about to fence
     * it. Seen to fail with a relay that reads the progress before {@code initTransactions()}: it publishes the batch again.
     */
    @Test
    void aCommitJustBeforeTheFenceIsSeenByTheNextOwner() throws Exception {
        List<String> appended = append(1, 10);
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        LaneRelay earlier = deployment.lane(0, stage -> {
            if (stage == Stage.SENT) {
                sent.countDown();
                await(mayCommit);
            } else if (stage == Stage.COMMITTED) {
                throw new Died(stage);
            }
        });
        Thread earlierOwner = Thread.ofPlatform().unstarted(earlier::relayOnce);
        earlierOwner.setUncaughtExceptionHandler((thread, death) -> { });
        earlierOwner.start();
        await(sent);

        drain(deployment.lane(0, stage -> {
            if (stage == Stage.FENCING) {
                mayCommit.countDown();
                join(earlierOwner);
            }
        }));

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
    }

    /** Seen to fail with transactional ids that differ from owner to owner. */
    @Test
    void anOwnerThatWasHeldUpCannotCommitAfterTheNextHasTakenOver() {
        List<String> appended = append(1, 10);
        LaneRelay next = deployment.lane(0);
        LaneRelay heldUp = deployment.lane(0, stage -> {
            if (stage == Stage.SENT) {
                assertThat(next.relayOnce()).isEqualTo(new Step.Published(10));
            }
        });

        assertThat(heldUp.relayOnce()).isInstanceOfSatisfying(Step.Restarted.class, step -> assertThat(step.fenced()).isTrue());

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
    }

    /** Seen to publish a row twice with a relay that keeps, when it starts the lane anew, what it read ahead before. */
    @Test
    void whatAnOwnerHasReadAheadIsForgottenWhenItLosesTheLane() {
        deployment.settings.put("holdfast.relay.batch-size", 1);
        List<String> appended = append(1, 3);
        LaneRelay next = deployment.lane(0);
        LaneRelay heldUp = deployment.lane(0, stage -> {
            if (stage == Stage.SENT) {
                drain(next);
            }
        });

        assertThat(heldUp.relayOnce()).isInstanceOf(Step.Restarted.class);
        assertThat(heldUp.relayOnce()).isEqualTo(new Step.Idle());

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
    }

    @Test
    void twoRelaysThatFightForOneLaneMakeProgressAndPublishNothingTwice() {
        List<String> appended = new ArrayList<>();
        LaneRelay one = deployment.lane(0);
        LaneRelay other = deployment.lane(0);
        for (int round = 0; round < 10; round++) {
            appended.addAll(append(round * 3 + 1, round * 3 + 3));
            one.relayOnce();
            other.relayOnce();
            other.relayOnce();
        }
        drain(one);
        drain(one);

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
    }

    /** Each death after sending leaves an aborted progress record and a marker behind the last good one. */
    @Test
    void theLastProgressIsFoundBehindManyAbortedTransactions() {
        List<String> appended = append(1, 5);
        LaneRelay publishes = deployment.lane(0, stage -> {
            if (stage == Stage.COMMITTED) {
                throw new Died(stage);
            }
        });
        assertThatThrownBy(publishes::relayOnce).isInstanceOf(Died.class);
        for (int i = 0; i < 15; i++) {
            abortOne();
        }

        drain(deployment.lane(0));

        assertThat(deployment.publishedIds()).containsExactlyElementsOf(appended);
    }

    private void abortOne() {
        try (var producer = new LaneProducer(deployment.kafka().producer(0))) {
            producer.fenceEarlierOwners();
            producer.send(List.of(), new Progress(0, Map.of(), Map.of()).record(deployment.properties().progressTopic()), () -> { });
        }
    }

    private List<String> append(int firstVersion, int lastVersion) {
        List<String> ids = new ArrayList<>();
        for (int version = firstVersion; version <= lastVersion; version++) {
            ids.add(deployment.append("holds", "key", version).eventId().toString());
        }
        return ids;
    }

    private static void drain(LaneRelay relay) {
        Step step;
        do {
            step = relay.relayOnce();
        } while (step instanceof Step.Published);
        if (step instanceof Step.Restarted) {
            drain(relay);
        } else {
            assertThat(step).isEqualTo(new Step.Idle());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void join(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
