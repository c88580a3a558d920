package dev.holdfast.relay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one lane. Good until the first failure: then it is closed, and a new one begins with
 * {@link #fenceEarlierOwners()}, which also aborts what this one left open.
 */
final class LaneProducer implements AutoCloseable {

    private final Producer<byte[], byte[]> kafka;

    LaneProducer(Producer<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * From here on no earlier owner of the lane can commit, and whatever it had open is aborted.
     *
     * @throws KafkaException when the broker is away
     */
    void fenceEarlierOwners() {
        kafka.initTransactions();
    }

    /**
     * Begins a transaction, sends everything in it and waits until Kafka has acknowledged it all. Single sends are not waited for:
     * that would be one round trip an event.
     *
     * @param events   in the order in which they are to be published
     * @param progress the record that says so
     * @param meanwhile is run while Kafka takes the records; what it throws leaves this producer of no more use
     * @return the event that Kafka will never take, or null when the transaction can be committed
     * @throws KafkaException when anything else went wrong; then nothing is known, and this producer is of no more use
     */
    @Nullable Refusal send(
            List<ProducerRecord<byte[], byte[]>> events, ProducerRecord<byte[], byte[]> progress, Runnable meanwhile) {
        AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        kafka.beginTransaction();
        try {
            for (int i = 0; i < events.size() && refusal.get() == null && failure.get() == null; i++) {
                int event = i;
                kafka.send(events.get(i), (sent, problem) -> {
                    if (problem != null && isForGood(problem)) {
                        // Only the first: the client then fails all other events of the transaction, with this one's reason.
                        refusal.compareAndSet(null, new Refusal(event, problem));
                    } else {
                        failure.compareAndSet(null, problem);
                    }
                });
            }
            kafka.send(progress, (sent, problem) -> failure.compareAndSet(null, problem));
        } catch (KafkaException refusedToSend) {
            // The reason may be an earlier event of the batch; its callback tells.
            failure.compareAndSet(null, refusedToSend);
        }
        meanwhile.run();
        kafka.flush();
        return outcome(refusal.get(), failure.get());
    }

    private static @Nullable Refusal outcome(@Nullable Refusal refusal, @Nullable Exception failure) {
        if (refusal == null && failure != null) {
            throw failure instanceof KafkaException known ? known : new KafkaException(failure);
        }
        return refusal;
    }

    /** @param event index among the events that were sent */
    record Refusal(int event, Exception reason) {
    }

    /**
     * Whether Kafka refuses this very event, and would the next time as well: it is larger than the topic takes, or the topic has
     * rules that it breaks, or this relay may not write to it, or there can be no topic of that name. Everything else, from a
     * timeout to a lack of rights for the transactional id, concerns the lane and is tried again for as long as it lasts.
     */
    private static boolean isForGood(Exception problem) {
        return problem instanceof RecordTooLargeException
                || problem instanceof InvalidRecordException
                || problem instanceof TopicAuthorizationException
                || problem instanceof InvalidTopicException;
    }

    /** @throws KafkaException also when it is not known whether the commit took place; the lane's progress then tells */
    void commit() {
        kafka.commitTransaction();
    }

    /** At once and without a word to the broker: whoever initialises the lane next settles what is open. Any thread may call it. */
    @Override
    public void close() {
        kafka.close(Duration.ZERO);
    }
}
