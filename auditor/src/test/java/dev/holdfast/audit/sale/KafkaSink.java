package dev.holdfast.audit.sale;

import dev.holdfast.audit.contract.AggregateKind;
import dev.holdfast.audit.contract.CommittedTransaction;
import dev.holdfast.audit.contract.EventRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes events as the contract wants it, in Kafka transactions. */
public final class KafkaSink implements Sink, AutoCloseable {

    private static final int BATCH = 1_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<AggregateKind, String> topics;
    private final List<EventRecord> batch = new ArrayList<>();

    /** @param name of the producer's transactions, of its own */
    public KafkaSink(String bootstrap, String name, Map<AggregateKind, String> topics) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, name, ProducerConfig.LINGER_MS_CONFIG, 5), new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    @Override
    public void committed(CommittedTransaction transaction) {
        batch.addAll(transaction.events());
        if (batch.size() >= BATCH) {
            publish();
        }
    }

    /** Publishes what is left. */
    public void publish() {
        if (!batch.isEmpty()) {
            publish(batch);
            batch.clear();
        }
    }

    /** Publishes these in one transaction. */
    public void publish(List<EventRecord> events) {
        producer.beginTransaction();
        events.forEach(event -> producer.send(record(event)));
        producer.commitTransaction();
    }

    /** Sends these, and gives the transaction up. */
    public void abort(List<EventRecord> events) {
        producer.beginTransaction();
        events.forEach(event -> producer.send(record(event)));
        producer.flush();
        producer.abortTransaction();
    }

    /** Sends these, and leaves the transaction open. */
    public void leaveOpen(List<EventRecord> events) {
        producer.beginTransaction();
        events.forEach(event -> producer.send(record(event)));
        producer.flush();
    }

    private ProducerRecord<byte[], byte[]> record(EventRecord event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.getOrDefault(event.kind(), event.kind().usualTopic()),
                bytes(event.key()), event.value());
        record.headers().add("ce_specversion", bytes("1.0")).add("ce_id", bytes(event.id().toString())).add("ce_type", bytes(event.type()))
                .add("ce_source", bytes("/holdfast/checkout")).add("ce_subject", bytes(event.subject()))
                .add("ce_time", bytes("2026-11-23T12:00:00Z")).add("content-type", bytes("application/json"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void logged(String line) {
        // Not Kafka's.
    }

    @Override
    public void close() {
        producer.close();
    }
}
