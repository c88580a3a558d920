package dev.holdfast.peers;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers that lose nothing: idempotent, acknowledged by all replicas. */
public final class Producers {

    private Producers() {
    }

    /** @return for values that are there as text */
    public static Producer<String, String> ofText(Settings settings) {
        return new KafkaProducer<>(configuration(settings), new StringSerializer(), new StringSerializer());
    }

    /** @return for values that are there as bytes */
    public static Producer<String, byte[]> ofBytes(Settings settings) {
        return new KafkaProducer<>(configuration(settings), new StringSerializer(), new ByteArraySerializer());
    }

    /** @return the settings that all of the peers' producers share; a record is sent as soon as a request is free to take it */
    public static Map<String, Object> configuration(Settings settings) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    }
}
