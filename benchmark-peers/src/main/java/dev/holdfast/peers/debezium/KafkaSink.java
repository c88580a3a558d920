package dev.holdfast.peers.debezium;

import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends a whole batch, waits until Kafka has acknowledged all of it, and only then lets its position be stored. Debezium Server's own
 * sink for Kafka does the same.
 */
final class KafkaSink implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    private final Producer<String, byte[]> kafka;

    KafkaSink(Producer<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    @Override
    public void handleBatch(List<RecordChangeEvent<SourceRecord>> batch,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer) throws InterruptedException {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        for (RecordChangeEvent<SourceRecord> event : batch) {
            kafka.send(of(event.record()), (sent, problem) -> failure.compareAndSet(null, problem));
        }
        kafka.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("Kafka has not taken the whole batch", failure.get());
        }
        for (RecordChangeEvent<SourceRecord> event : batch) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    private static ProducerRecord<String, byte[]> of(SourceRecord routed) {
        return new ProducerRecord<>(routed.topic(), (String) routed.key(), bytes(routed.value()));
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return (byte[]) value;
    }
}
