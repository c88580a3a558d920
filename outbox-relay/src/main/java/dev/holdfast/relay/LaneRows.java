package dev.holdfast.relay;

import dev.holdfast.outbox.OutboxBacklog;
import dev.holdfast.outbox.OutboxRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The rows of one lane: the batch that is published next, and the one that was published last and is not deleted yet.
 *
 * <p>While Kafka takes a full batch, the one before is deleted and the next one read, unless keys are parked. What was read ahead is as
 * good as what is read later: of the rows of a key, those with lower ids were committed before, so none of them can still appear below
 * it. It is dropped when the lane starts anew, since another relay may have published it. Used by one thread at a time.
 */
final class LaneRows {

    private static final Logger log = LoggerFactory.getLogger(LaneRows.class);

    private final LaneParking parking;
    private final OutboxBacklog backlog;
    private final int batchSize;
    private Set<Long> undeleted = Set.of();
    private List<OutboxRow> ahead = List.of();

    LaneRows(LaneParking parking, OutboxBacklog backlog, int batchSize) {
        this.parking = parking;
        this.backlog = backlog;
        this.batchSize = batchSize;
    }

    /** Nothing that was known counts any more: another relay may have had the lane. */
    void startAnew() {
        undeleted = Set.of();
        ahead = List.of();
    }

    /** Nothing is published for a while: what waits may be changed by others meanwhile. */
    void pause() {
        ahead = List.of();
        deletePublished();
    }

    /** @return the next batch by rising id, empty when no row waits but those of parked keys */
    List<OutboxRow> next() {
        List<OutboxRow> full = ahead;
        ahead = List.of();
        return full.isEmpty() ? read() : full;
    }

    private List<OutboxRow> read() {
        int limit = batchSize + undeleted.size();
        List<OutboxRow> waiting;
        List<OutboxRow> flowing;
        do {
            List<OutboxRow> read = backlog.read(parking.lane(), limit, parking.keys().keysToPassOver());
            waiting = read.stream().filter(row -> !undeleted.contains(row.id())).toList();
            flowing = parking.keys().flowing(waiting, read.size() < limit);
        } while (flowing.isEmpty() && !waiting.isEmpty());
        return flowing.stream().limit(batchSize).toList();
    }

    /** Uses the time in which Kafka takes a batch. */
    void whileSending(List<OutboxRow> batch) {
        deletePublished();
        if (batch.size() == batchSize && parking.keys().isEmpty()) {
            readAhead(ids(batch));
        }
    }

    /** Fewer rows than a batch are left alone: they become more until they are read. */
    private void readAhead(Set<Long> batch) {
        try {
            List<OutboxRow> read = backlog.readOthers(parking.lane(), batchSize, batch);
            ahead = read.size() == batchSize ? read : List.of();
        } catch (DataAccessException away) {
            // The batch that is being sent need not fail for it; the next step reads again and tells.
            log.debug("Lane {} could not read ahead", parking.lane(), away);
        }
    }

    void published(List<OutboxRow> batch) {
        undeleted = ids(batch);
    }

    private static Set<Long> ids(List<OutboxRow> batch) {
        return batch.stream().map(OutboxRow::id).collect(Collectors.toSet());
    }

    void deletePublished() {
        Set<Long> published = undeleted;
        backlog.delete(parking.lane(), published);
        undeleted = Set.of();
        parking.published(published);
    }
}
