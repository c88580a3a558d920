package dev.holdfast.benchmark.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic of one turn, deleted after it. */
final class EventTopic implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventTopic.class);

    private static final int PARTITIONS = 16;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FETCH_BYTES = 8 << 20;

    private final String bootstrap;
    private final String name;

    private EventTopic(String bootstrap, String name) {
        this.bootstrap = bootstrap;
        this.name = name;
    }

    /** @throws IllegalStateException when the broker does not create it within a minute */
    static EventTopic create(String bootstrap, String name) {
        try (Admin admin = admin(bootstrap)) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))).all()
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return new EventTopic(bootstrap, name);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("The topic %s could not be created: %s".formatted(name, failure), failure);
        }
    }

    private static Admin admin(String bootstrap) {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    String name() {
        return name;
    }

    /** @return one that sees what is committed, from the beginning of all partitions */
    Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = IntStream.range(0, PARTITIONS).mapToObj(partition -> new TopicPartition(name, partition)).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    @Override
    public void close() {
        try (Admin admin = admin(bootstrap)) {
            admin.deleteTopics(List.of(name)).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            log.warn("Topic {} is left over", name, failure);
        }
    }
}
