package dev.holdfast.relay;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything about the relay that an operator may decide.
 *
 * @param group                 consumer group of the relays that share the lanes, and the start of their transactional ids.
 *                              Another name means relays that do not know of these
 * @param progressTopic         compacted topic with one partition a lane, in which relays keep what they published last
 * @param acceptMissingProgress goes on although the progress topic is gone while events have been published before. What was
 *                              published and not yet deleted when it was lost is then published again. Set it for one start only
 * @param topics                topic of each {@code aggregatetype} in the outbox; a row of another type is parked
 * @param topicPartitions       partitions of a topic of events that is not there yet, 1 to 10,000. The relay never changes those of
 *                              a topic that is there: its keys would move, and lose their order
 * @param replicationFactor     copies of each topic that is not there yet; -1 leaves it to the broker
 * @param batchSize             events in one Kafka transaction, 1 to 10,000. A relay holds up to twice as many in memory for each lane
 * @param maxParkedKeys         keys that one lane parks before it stands still, 1 to 1,000
 * @param oldestEventLimit      health is degraded while an event has waited for longer, 1 s or more
 * @param waits                 how long to wait for what
 * @param kafka                 limits of the Kafka clients
 */
@ConfigurationProperties("holdfast.relay")
record RelayProperties(
        @DefaultValue("holdfast-relay") String group,
        @DefaultValue("checkout.relay-progress") String progressTopic,
        @DefaultValue("false") boolean acceptMissingProgress,
        @DefaultValue Map<String, String> topics,
        @DefaultValue("16") int topicPartitions,
        @DefaultValue("-1") short replicationFactor,
        @DefaultValue("1000") int batchSize,
        @DefaultValue("100") int maxParkedKeys,
        @DefaultValue("60s") Duration oldestEventLimit,
        @DefaultValue Waits waits,
        @DefaultValue Kafka kafka) {

    RelayProperties {
        topics = Map.copyOf(topics);
        require(!group.isBlank(), "group must not be blank");
        require(!topics.isEmpty(), "topics must name at least one topic");
        require(!topics.containsValue(progressTopic), "progress-topic must not be a topic of events");
        require(topicPartitions >= 1 && topicPartitions <= 10_000, "topic-partitions must be 1 to 10000, but is " + topicPartitions);
        require(replicationFactor == -1 || replicationFactor >= 1,
                "replication-factor must be -1 or at least 1, but is " + replicationFactor);
        require(batchSize >= 1 && batchSize <= 10_000, "batch-size must be 1 to 10000, but is " + batchSize);
        require(maxParkedKeys >= 1 && maxParkedKeys <= 1_000, "max-parked-keys must be 1 to 1000, but is " + maxParkedKeys);
        atLeast(oldestEventLimit, Duration.ofSeconds(1), "oldest-event-limit must be 1 s or more, but is " + oldestEventLimit);
        require(waits.stop.compareTo(kafka.maxPollInterval) < 0,
                "waits.stop must be shorter than kafka.max-poll-interval, or Kafka takes all lanes of a relay that gives one back");
    }

    /**
     * @param shortestWatch   between two looks at which lanes have rows, while events flow
     * @param longestWatch    the same while none do; also between two looks at a lane in which only parked rows are left, and
     *                        the longest rest after a batch that was not full
     * @param look            each lane looks at its rows at least this often, even if nothing tells it to; and a lane that has parked
     *                        keys looks this often, and not more often, at what operators have decided
     * @param shortestBackoff after a failure
     * @param longestBackoff  after many failures in a row
     * @param refused         until a relay or a lane that refuses to run checks whether it still has to
     * @param parked          until a parked event is tried again, if no operator orders it earlier
     * @param stop            how long lanes that are taken away may take to finish their batch; past it, fencing alone protects
     * @param backlogSample   the backlog is counted at most this often
     */
    record Waits(
            @DefaultValue("2ms") Duration shortestWatch,
            @DefaultValue("50ms") Duration longestWatch,
            @DefaultValue("1s") Duration look,
            @DefaultValue("100ms") Duration shortestBackoff,
            @DefaultValue("5s") Duration longestBackoff,
            @DefaultValue("15s") Duration refused,
            @DefaultValue("5m") Duration parked,
            @DefaultValue("5s") Duration stop,
            @DefaultValue("5s") Duration backlogSample) {

        Waits {
            positive(shortestWatch, "waits.shortest-watch");
            atLeast(longestWatch, shortestWatch, "waits.longest-watch must not be shorter than waits.shortest-watch");
            positive(look, "waits.look");
            positive(shortestBackoff, "waits.shortest-backoff");
            atLeast(longestBackoff, shortestBackoff, "waits.longest-backoff must not be shorter than waits.shortest-backoff");
            positive(refused, "waits.refused");
            positive(parked, "waits.parked");
            positive(stop, "waits.stop");
            positive(backlogSample, "waits.backlog-sample");
        }
    }

    /**
     * @param transactionTimeout 1 s to 1 min: past it the broker aborts the transaction of a relay that hangs. Until then readers of
     *                           committed records wait, so it is short
     * @param deliveryTimeout    until an unacknowledged record fails its batch; shorter than the transaction, so that the relay gives
     *                           up before the broker does
     * @param requestTimeout     of one request to a broker, shorter than the delivery timeout
     * @param blockTimeout       until a call that waits for the broker fails: start of a lane, commit, administration
     * @param readTimeout        until a lane's last progress must have been found
     * @param sessionTimeout     until the lanes of a relay that died go to others; brokers accept 6 s to 30 min by default
     * @param maxPollInterval    until a relay whose membership hangs loses its lanes
     * @param batchBytes         records for one partition that go in one request
     */
    record Kafka(
            @DefaultValue("12s") Duration transactionTimeout,
            @DefaultValue("8s") Duration deliveryTimeout,
            @DefaultValue("4s") Duration requestTimeout,
            @DefaultValue("8s") Duration blockTimeout,
            @DefaultValue("10s") Duration readTimeout,
            @DefaultValue("10s") Duration sessionTimeout,
            @DefaultValue("60s") Duration maxPollInterval,
            @DefaultValue("256KB") DataSize batchBytes) {

        Kafka {
            atLeast(transactionTimeout, Duration.ofSeconds(1), "kafka.transaction-timeout must be 1 s to 1 min");
            atLeast(Duration.ofMinutes(1), transactionTimeout, "kafka.transaction-timeout must be 1 s to 1 min");
            require(deliveryTimeout.compareTo(transactionTimeout) < 0,
                    "kafka.delivery-timeout must be shorter than kafka.transaction-timeout");
            positive(requestTimeout, "kafka.request-timeout");
            require(deliveryTimeout.compareTo(requestTimeout) > 0, "kafka.delivery-timeout must be longer than kafka.request-timeout");
            positive(blockTimeout, "kafka.block-timeout");
            positive(readTimeout, "kafka.read-timeout");
            positive(sessionTimeout, "kafka.session-timeout");
            positive(maxPollInterval, "kafka.max-poll-interval");
            require(batchBytes.toBytes() >= 1 && batchBytes.toMegabytes() <= 8, "kafka.batch-bytes must be 1 B to 8 MB");
        }
    }

    private static void positive(Duration duration, String name) {
        require(duration.isPositive(), name + " must be longer than zero, but is " + duration);
    }

    private static void atLeast(Duration duration, Duration bound, String otherwise) {
        require(duration.compareTo(bound) >= 0, otherwise);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("holdfast.relay." + otherwise);
        }
    }
}
