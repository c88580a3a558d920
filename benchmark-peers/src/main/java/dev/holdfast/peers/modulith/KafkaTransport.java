package dev.holdfast.peers.modulith;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.modulith.events.RoutingTarget;
import org.springframework.modulith.events.support.EventExternalizationTransport;

/** Sends without waiting; what depends on the acknowledgement is done elsewhere than on the producer's thread. */
final class KafkaTransport implements EventExternalizationTransport {

    private final Producer<String, String> kafka;
    private final Executor completions;

    KafkaTransport(Producer<String, String> kafka, Executor completions) {
        this.kafka = kafka;
        this.completions = completions;
    }

    @Override
    public CompletableFuture<?> externalize(Object payload, RoutingTarget target) {
        HoldCreated event = (HoldCreated) payload;
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        kafka.send(new ProducerRecord<>(target.getTarget(), event.key(), event.payload()), (sent, problem) ->
                completions.execute(() -> {
                    if (problem == null) {
                        acknowledged.complete(null);
                    } else {
                        acknowledged.completeExceptionally(problem);
                    }
                }));
        return acknowledged;
    }
}
