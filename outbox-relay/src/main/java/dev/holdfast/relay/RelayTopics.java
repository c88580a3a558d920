package dev.holdfast.relay;

import dev.holdfast.outbox.Lanes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics that are missing, and checks that the progress topic is one that the relay can rely on. Spring's own
 * administration would do the first, but it adds partitions to a topic that has too few, and that must never happen here.
 */
final class RelayTopics {

    private static final Duration CLOSE = Duration.ofSeconds(1);

    /** A segment is compacted only once it is full, and the default of 1 GB would be read for nothing by whoever inspects it. */
    private static final String PROGRESS_SEGMENT_BYTES = Integer.toString(16 * 1024 * 1024);

    private final KafkaClients kafka;
    private final RelayProperties properties;
    private final Lanes lanes;

    RelayTopics(KafkaClients kafka, RelayProperties properties, Lanes lanes) {
        this.kafka = kafka;
        this.properties = properties;
        this.lanes = lanes;
    }

    /**
     * @return why no lane may run and what to do about it, or null when all topics are there and right
     * @throws ExecutionException when the broker is away or refuses; to be tried again
     */
    @Nullable String prepare() throws ExecutionException, InterruptedException {
        Admin admin = kafka.admin();
        try {
            Map<String, TopicDescription> there = existing(admin);
            TopicDescription progress = there.get(properties.progressTopic());
            String refusal = progress == null ? lost(admin, there.values()) : unfit(admin, progress);
            if (refusal == null) {
                create(admin, there);
            }
            return refusal;
        } finally {
            admin.close(CLOSE);
        }
    }

    private Map<String, TopicDescription> existing(Admin admin) throws ExecutionException, InterruptedException {
        List<String> names = Stream.concat(properties.topics().values().stream(), Stream.of(properties.progressTopic())).distinct().toList();
        Map<String, TopicDescription> there = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                there.put(topic.getKey(), topic.getValue().get());
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure;
                }
            }
        }
        return there;
    }

    /** Without it, a batch that was published and not yet deleted would be published again, and nobody would notice. */
    private @Nullable String lost(Admin admin, Collection<TopicDescription> events) throws ExecutionException, InterruptedException {
        if (properties.acceptMissingProgress()) {
            return null;
        }
        Map<TopicPartition, OffsetSpec> ends = events.stream()
                .flatMap(topic -> topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        boolean publishedBefore = admin.listOffsets(ends).all().get().values().stream().anyMatch(end -> end.offset() > 0);
        return !publishedBefore ? null : """
                topic %s is missing, but events have been published before, so some of them could be published again. Follow "Progress \
                topic lost" in the operations guide, then start once with holdfast.relay.accept-missing-progress=true\
                """.formatted(properties.progressTopic());
    }

    private @Nullable String unfit(Admin admin, TopicDescription progress) throws ExecutionException, InterruptedException {
        int partitions = progress.partitions().size();
        if (partitions != lanes.count()) {
            return """
                    topic %s has %d partitions, but holdfast.outbox.lanes.count is %d. It must have one for each lane; the operations \
                    guide says under "Rows in lanes that do not exist" how to change their number\
                    """.formatted(progress.name(), partitions, lanes.count());
        }
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, progress.name());
        String cleanup = admin.describeConfigs(List.of(topic)).all().get().values().stream()
                .map(config -> config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value()).findFirst().orElse("");
        return TopicConfig.CLEANUP_POLICY_COMPACT.equals(cleanup) ? null : """
                topic %s has cleanup.policy=%s and would forget what was published. Set it to compact\
                """.formatted(progress.name(), cleanup);
    }

    /** If another relay creates one at the same moment this fails, and the next attempt finds and checks it. */
    private void create(Admin admin, Map<String, TopicDescription> there) throws ExecutionException, InterruptedException {
        Stream<NewTopic> events = properties.topics().values().stream().distinct().map(name -> newTopic(name, properties.topicPartitions()));
        NewTopic progress = newTopic(properties.progressTopic(), lanes.count()).configs(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG, PROGRESS_SEGMENT_BYTES));
        List<NewTopic> missing = Stream.concat(Stream.of(progress), events).filter(topic -> !there.containsKey(topic.name())).toList();
        if (!missing.isEmpty()) {
            admin.createTopics(missing).all().get();
        }
    }

    private NewTopic newTopic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), replicas());
    }

    private Optional<Short> replicas() {
        return properties.replicationFactor() == -1 ? Optional.empty() : Optional.of(properties.replicationFactor());
    }
}
