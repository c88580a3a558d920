package dev.holdfast.relay;

import dev.holdfast.outbox.OutboxBacklog;
import dev.holdfast.outbox.OutboxRow;
import dev.holdfast.outbox.ParkedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows of one lane, exactly once and in order per key. One step, {@link #relayOnce()}, is:
 *
 * <ol>
 *   <li>In a lane that is new, or whose last step failed: a new producer, {@code initTransactions()}. No earlier owner can commit
 *       any more, be it a dead process, a paused one or this one's last producer.
 *   <li>Only then: read the lane's last progress and delete the rows that it says were published. Read before the fence, it could be
 *       overtaken by a commit of the earlier owner, and that batch would be published twice.
 *   <li>In a lane with parked rows, now and then: look what operators have decided. Rows to be skipped are settled in a Kafka
 *       transaction of their own, which holds nothing but the progress that says so, and only then deleted. So a relay that has lost
 *       its lane skips nothing, and no row is both published and skipped.
 *   <li>Read a batch of committed rows, by id and from the lowest. Never from the last id seen: ids are handed out before commit.
 *       Rows that wait behind a parked one are left out.
 *   <li>One Kafka transaction: send the events and the progress, wait for all acknowledgements, commit.
 *   <li>Delete exactly the rows of the batch, by id. Rows that became visible meanwhile between them stay. The next step does that
 *       while Kafka takes its own records, so that neither waits for the other, and before it commits: the progress names one
 *       batch only, and by then no row of the one before may be left. After a full batch it also reads
 *       the next one then, where no key is parked.
 * </ol>
 *
 * <p>Dying between any two of these is settled by the next owner's 1 and 2. A failure is treated as dying: nothing is repeated in
 * place, because whether a commit or a deletion that failed took place is not known. Used by one thread, but for {@link #close()}.
 */
final class LaneRelay implements AutoCloseable {

    private final int lane;
    private final LaneParking parking;
    private final OutboxBacklog backlog;
    private final KafkaClients kafka;
    private final RelayProperties properties;
    private final RelayMetrics metrics;
    private final Consumer<Stage> passing;
    private final ProgressReader progress;
    private final EventRecords records;
    private final LaneRows rows;
    private volatile @Nullable LaneProducer producer;

    /** @param passing is told each stage of a step as it is reached; what it throws leaves things as a death there would */
    LaneRelay(LaneParking parking, OutboxBacklog backlog, KafkaClients kafka, RelayProperties properties, RelayMetrics metrics,
            Consumer<Stage> passing) {
        this.lane = parking.lane();
        this.parking = parking;
        this.backlog = backlog;
        this.kafka = kafka;
        this.properties = properties;
        this.metrics = metrics;
        this.passing = passing;
        this.progress = new ProgressReader(kafka, properties);
        this.records = new EventRecords(properties.topics());
        this.rows = new LaneRows(parking, backlog, properties.batchSize());
    }

    int lane() {
        return lane;
    }

    /** @return how many keys of the lane are parked at this moment */
    int parkedKeys() {
        return parking.keys().count();
    }

    Step relayOnce() {
        try {
            LaneProducer open = producer;
            if (open == null) {
                open = fence();
                String refusal = finishEarlierBatch();
                if (refusal != null) {
                    close();
                    return new Step.Refused(refusal);
                }
                rows.startAnew();
                parking.look();
                passing.accept(Stage.TAKEN_OVER);
            }
            List<ParkedRow> skipped = toSkip();
            if (!skipped.isEmpty()) {
                return skip(open, skipped);
            }
            List<OutboxRow> batch = rows.next();
            if (batch.isEmpty()) {
                rows.deletePublished();
                return new Step.Idle();
            }
            return publish(open, batch);
        } catch (RuntimeException failure) {
            close();
            return new Step.Restarted(failure, isFencing(failure));
        }
    }

    /** The last batch is deleted before the look: a row of it is published, and must not be taken for one that can still be skipped. */
    private List<ParkedRow> toSkip() {
        if (parking.isLookDue() || !parking.keys().toSkip().isEmpty()) {
            rows.deletePublished();
            parking.look();
        }
        return parking.keys().toSkip();
    }

    private Step skip(LaneProducer open, List<ParkedRow> skipped) {
        open.send(List.of(), Progress.ofSkipped(lane, skipped).record(properties.progressTopic()), () -> { });
        passing.accept(Stage.SENT);
        open.commit();
        passing.accept(Stage.COMMITTED);
        parking.skip(skipped.stream().map(ParkedRow::id).toList());
        return new Step.Skipped(skipped.stream().map(ParkedRow::eventId).toList());
    }

    /**
     * Whoever stops working the lane in good order calls it, for good or for a while, so that no published row stays in the outbox.
     * Not after a failure: then only the check of a new start tells whether these are still rows of the same database.
     */
    void leave() {
        if (producer != null) {
            rows.pause();
        }
    }

    private LaneProducer fence() {
        LaneProducer opened = new LaneProducer(kafka.producer(lane));
        // Before it is initialised, so that close() from another thread ends that, too.
        producer = opened;
        passing.accept(Stage.FENCING);
        opened.fenceEarlierOwners();
        return opened;
    }

    /** @return why the lane must not run, or null when it may */
    private @Nullable String finishEarlierBatch() {
        return switch (progress.last(lane)) {
            case Progress.None() -> null;
            case Progress.Last(Progress last) -> deleteSettled(last);
            case Progress.Unreadable(String why) -> """
                    Lane %1$d stands still: the last record in partition %1$d of topic %2$s cannot be used: %3$s. Start the version of \
                    the relay that wrote it, or follow "Progress topic damaged" in the operations guide\
                    """.formatted(lane, properties.progressTopic(), why);
        };
    }

    private @Nullable String deleteSettled(Progress last) {
        Map<Long, UUID> settled = last.settled();
        Map<Long, UUID> waiting = backlog.eventIds(lane, settled.keySet());
        if (!settled.entrySet().containsAll(waiting.entrySet())) {
            return """
                    Lane %1$d stands still: partition %1$d of topic %2$s tells of rows of another database than the one configured. If \
                    the database was set up anew, follow "Progress topic damaged" in the operations guide\
                    """.formatted(lane, properties.progressTopic());
        }
        List<Long> skipped = waiting.keySet().stream().filter(last.skipped()::containsKey).toList();
        if (!skipped.isEmpty()) {
            parking.skip(skipped);
        }
        backlog.delete(lane, waiting.keySet().stream().filter(last.published()::containsKey).toList());
        return null;
    }

    private Step publish(LaneProducer open, List<OutboxRow> batch) {
        passing.accept(Stage.READ);
        Map<Long, ParkedRow.Order> orders = parking.keys().retries();
        List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>(batch.size());
        for (OutboxRow row : batch) {
            ProducerRecord<byte[], byte[]> event = records.of(row.event());
            if (event == null) {
                return park(row, "no topic for " + row.event().aggregateType(), orders);
            }
            events.add(event);
        }
        long begun = System.nanoTime();
        LaneProducer.Refusal refusal = open.send(
                events, Progress.of(lane, batch).record(properties.progressTopic()), () -> rows.whileSending(batch));
        if (refusal != null) {
            close();
            return park(batch.get(refusal.event()), String.valueOf(refusal.reason().getMessage()), orders);
        }
        passing.accept(Stage.SENT);
        open.commit();
        metrics.published(batch, System.nanoTime() - begun);
        rows.published(batch);
        passing.accept(Stage.COMMITTED);
        return new Step.Published(batch.size());
    }

    private Step park(OutboxRow row, String reason, Map<Long, ParkedRow.Order> orders) {
        passing.accept(Stage.REFUSED);
        if (!parking.keys().hasRoomFor(row.event().key())) {
            return new Step.Refused("Lane %d stands still: it parks %d keys already, and event %s of key %s cannot be published either: %s"
                    .formatted(lane, parking.keys().count(), row.event().eventId(), row.event().key(), reason));
        }
        parking.park(row, reason, orders.get(row.id()));
        return new Step.Parked(row.event(), reason);
    }

    private static boolean isFencing(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    /** From another thread, it makes a step that is under way fail; the lane's next owner settles what that leaves behind. */
    @Override
    public void close() {
        LaneProducer open = producer;
        producer = null;
        if (open != null) {
            open.close();
        }
    }
}
