package dev.holdfast.relay;

import dev.holdfast.outbox.OutboxParking;
import dev.holdfast.outbox.OutboxRow;
import dev.holdfast.outbox.ParkedRow;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One lane's parked rows: in the database, where operators decide about them and the lane's next owner finds them, and what of that is
 * known here. Nothing is asked while none is known to be parked. Used by one thread at a time.
 */
final class LaneParking {

    private final int lane;
    private final OutboxParking database;
    private final TransactionOperations transaction;
    private final ParkedKeys keys;
    private final long lookNanos;
    private long lookedAt;

    LaneParking(int lane, OutboxParking database, TransactionOperations transaction, RelayProperties properties) {
        this.lane = lane;
        this.database = database;
        this.transaction = transaction;
        this.keys = new ParkedKeys(InstantSource.system(), properties.waits().parked(), properties.maxParkedKeys());
        this.lookNanos = properties.waits().look().toNanos();
    }

    int lane() {
        return lane;
    }

    ParkedKeys keys() {
        return keys;
    }

    /** @return whether operators may have decided something by now; always before a row is tried again, which they may not want any more */
    boolean isLookDue() {
        return !keys.isEmpty() && (System.nanoTime() - lookedAt >= lookNanos || keys.isAnyDue());
    }

    /** Learns what is parked and what operators have decided, and forgets what has been published. */
    void look() {
        lookedAt = System.nanoTime();
        List<ParkedRow> all = database.inLane(lane);
        List<Long> published = all.stream().filter(ParkedRow::isPublished).map(ParkedRow::id).toList();
        if (!published.isEmpty()) {
            transaction.executeWithoutResult(open -> database.forgetPublished(published));
        }
        keys.are(all.stream().filter(row -> !row.isPublished()).toList());
    }

    /**
     * The row was refused for good, for the first time or again.
     *
     * @param tried the order by which it was tried, if there was one before the try began
     */
    void park(OutboxRow row, String reason, ParkedRow.@Nullable Order tried) {
        transaction.executeWithoutResult(open -> database.park(row, reason, tried));
        look();
    }

    /** @param ids rows of which Kafka has on record that they are not to be published */
    void skip(Collection<Long> ids) {
        transaction.executeWithoutResult(open -> database.skip(lane, ids));
        look();
    }

    /** @param ids rows that are published and deleted */
    void published(Collection<Long> ids) {
        if (keys.containsAny(ids)) {
            look();
        }
    }
}
