package dev.holdfast.relay;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * The Kafka clients of the relay. Where the brokers are and how to log in comes from {@code spring.kafka.*}; what exactly-once
 * rests on is set here and cannot be changed from outside.
 */
final class KafkaClients {

    /**
     * Long enough that the client does not send the first record by itself, and a transaction becomes one request or two; short enough
     * that Kafka takes the records while the rows of the batch before are deleted. Where there are none, the transaction is flushed as
     * soon as its last record is handed over. Requests that follow each other closely at the start of a transaction, which more than
     * one in flight would allow, are refused by the broker as out of order and repeated.
     */
    private static final Duration LINGER = Duration.ofMillis(2);

    private final Map<String, Object> producers;
    private final Map<String, Object> readers;
    private final Map<String, Object> administration;
    private final RelayProperties relay;

    KafkaClients(ProducerFactory<?, ?> producers, ConsumerFactory<?, ?> consumers, KafkaAdmin admin, RelayProperties relay) {
        this.producers = producers.getConfigurationProperties();
        this.readers = consumers.getConfigurationProperties();
        this.administration = admin.getConfigurationProperties();
        this.relay = relay;
    }

    /**
     * @return a producer that is not initialised yet. The transactional id depends on nothing but the lane, so that whoever
     *         initialises it last shuts out everybody before
     */
    Producer<byte[], byte[]> producer(int lane) {
        RelayProperties.Kafka kafka = relay.kafka();
        String transactionalId = relay.group() + "-" + lane;
        return new KafkaProducer<>(overriding(producers, Map.ofEntries(
                entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId),
                // By the key's hash, whatever is configured: all events of a key go to one partition.
                entry(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false),
                entry(ProducerConfig.ACKS_CONFIG, "all"),
                entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                entry(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE),
                entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) kafka.transactionTimeout().toMillis()),
                entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) kafka.deliveryTimeout().toMillis()),
                entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) kafka.requestTimeout().toMillis()),
                entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, kafka.blockTimeout().toMillis()),
                entry(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis()),
                entry(ProducerConfig.BATCH_SIZE_CONFIG, (int) kafka.batchBytes().toBytes()))),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @return a consumer outside any group, for reading back what relays of this group have committed */
    Consumer<byte[], byte[]> reader() {
        return consumer(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
    }

    /** @return as {@link #reader()}, but for what is not committed, too */
    Consumer<byte[], byte[]> readerOfUncommitted() {
        return consumer(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none", ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted"));
    }

    /**
     * The classic group protocol, because with it the client decides the session timeout, and with that how soon the lanes of a
     * relay that died go to others; with the newer protocol it is a setting of the broker, 45 s unless somebody lowered it.
     * The cooperative assignor leaves the lanes that stay where they are at work during a rebalance.
     *
     * @return a consumer that has yet to subscribe
     */
    Consumer<byte[], byte[]> member() {
        RelayProperties.Kafka kafka = relay.kafka();
        int session = (int) kafka.sessionTimeout().toMillis();
        return consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG, relay.group(),
                ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 5,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) kafka.maxPollInterval().toMillis()));
    }

    /** @return whose calls end after the block timeout at the latest */
    Admin admin() {
        RelayProperties.Kafka kafka = relay.kafka();
        return Admin.create(overriding(administration, Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) kafka.requestTimeout().toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) Math.max(kafka.blockTimeout().toMillis(), kafka.requestTimeout().toMillis()))));
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
        RelayProperties.Kafka kafka = relay.kafka();
        Map<String, Object> own = new HashMap<>(more);
        own.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) kafka.readTimeout().toMillis());
        own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) kafka.requestTimeout().toMillis());
        return new KafkaConsumer<>(overriding(readers, own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> overriding(Map<String, Object> given, Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(given);
        all.putAll(own);
        return all;
    }
}
