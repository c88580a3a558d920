package dev.holdfast.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * This relay's place among the relays of its group: Kafka gives each some partitions of the progress topic, and those are its lanes.
 * The partitions are paused and no record is read through the group. Which relay works a lane is thereby settled for speed only;
 * that two never publish in one lane rests on the fence in {@link LaneRelay}.
 *
 * <p>The thread that polls never waits for Kafka transactions or for the database, but for the stop timeout when lanes are given back.
 */
final class LaneMembership implements Runnable {

    private static final String PART = "topics";

    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final KafkaClients kafka;
    private final RelayTopics topics;
    private final RelayProperties properties;
    private final OwnedLanes owned;
    private final RelayStatus status;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> member;

    LaneMembership(KafkaClients kafka, RelayTopics topics, RelayProperties properties, OwnedLanes owned, RelayStatus status) {
        this.kafka = kafka;
        this.topics = topics;
        this.properties = properties;
        this.owned = owned;
        this.status = status;
        this.backoff = new Backoff(properties.waits().shortestBackoff(), properties.waits().longestBackoff());
    }

    @Override
    public void run() {
        try {
            while (!isStopping()) {
                try {
                    joinOnce();
                } catch (ExecutionException | RuntimeException | Error failure) {
                    if (!isStopping()) {
                        status.waiting(PART, failure);
                        rest(backoff.next());
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the relay stops, or after a rest when it must not run. */
    private void joinOnce() throws ExecutionException, InterruptedException {
        String refusal = topics.prepare();
        if (refusal != null) {
            status.refuse(PART, refusal);
            rest(properties.waits().refused());
            return;
        }
        status.acceptAgain(PART);
        Consumer<byte[], byte[]> consumer = kafka.member();
        member = consumer;
        try {
            consumer.subscribe(List.of(properties.progressTopic()), new Assignment(consumer));
            while (!isStopping()) {
                consumer.poll(POLL);
                status.recovered(PART);
                backoff.reset();
            }
        } catch (WakeupException stop) {
            // Somebody called stop().
        } finally {
            member = null;
            // Gives the lanes back, through the listener.
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void rest(Duration duration) throws InterruptedException {
        stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Leaves the group after the lanes have finished their batches. Returns at once. */
    void stop() {
        stopping.countDown();
        Consumer<byte[], byte[]> consumer = member;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            consumer.pause(added);
            if (!added.isEmpty()) {
                owned.start(lanes(added));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> removed) {
            owned.stop(lanes(removed));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            owned.abandon(lanes(lost));
        }

        private static List<Integer> lanes(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).toList();
        }
    }
}
