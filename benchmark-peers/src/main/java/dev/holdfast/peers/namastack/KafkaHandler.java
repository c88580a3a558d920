package dev.holdfast.peers.namastack;

import dev.holdfast.peers.Settings;
import io.namastack.outbox.handler.OutboxRecordMetadata;
import io.namastack.outbox.handler.OutboxTypedHandler;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Returns when Kafka has acknowledged the record, as the handler of namastack-outbox-kafka does: the library deletes it then. */
final class KafkaHandler implements OutboxTypedHandler<HoldCreated> {

    private final Producer<String, String> kafka;
    private final String topic;

    KafkaHandler(Producer<String, String> kafka, Settings settings) {
        this.kafka = kafka;
        this.topic = settings.topic();
    }

    @Override
    public void handle(HoldCreated event, OutboxRecordMetadata record) {
        try {
            kafka.send(new ProducerRecord<>(topic, record.getKey(), event.value())).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
