package dev.holdfast.audit;

import dev.holdfast.audit.database.CannotRead;
import dev.holdfast.audit.invariant.Findings;
import dev.holdfast.audit.invariant.LivenessChecks;
import dev.holdfast.audit.invariant.PublishedChecks;
import dev.holdfast.audit.invariant.Sighting;
import dev.holdfast.audit.kafka.EventTopics;
import dev.holdfast.audit.kafka.EventTopicsReader;
import dev.holdfast.audit.kafka.Offsets;
import dev.holdfast.audit.kafka.PartitionRange;
import dev.holdfast.audit.kafka.PublishedEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Kafka, if it answers; the report says so if it does not, and the other sources are checked all the same. */
final class KafkaAudit {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final EventTopics topics;
    private final EventTopicsReader reader;
    private final AuditNotes notes;
    private final Progress progress;

    KafkaAudit(EventTopics topics, AuditNotes notes, Progress progress) {
        this.topics = topics;
        this.reader = new EventTopicsReader(topics);
        this.notes = notes;
        this.progress = progress;
    }

    /**
     * @param limit how long open transactions may take to end
     * @return between which offsets to read; nothing if Kafka cannot be read
     */
    List<PartitionRange> rangesOnceStable(Duration limit) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            List<PartitionRange> ranges = reader.ranges();
            while (ranges.stream().anyMatch(range -> range.lastStable() < range.end()) && System.nanoTime() - begin < limit.toNanos()) {
                Thread.sleep(LOOK_EVERY);
                ranges = reader.ranges();
            }
            return ranges;
        } catch (CannotRead failure) {
            doubt(failure);
            return List.of();
        }
    }

    /** @return whether nothing has been written since */
    boolean isStillAt(List<PartitionRange> ranges) {
        try {
            return ranges.isEmpty() || reader.ranges().equals(ranges);
        } catch (CannotRead failure) {
            doubt(failure);
            return false;
        }
    }

    private void doubt(CannotRead failure) {
        notes.doubt("%s", failure.getMessage());
    }

    /** @return whether the first record of each partition is still there */
    boolean isFromTheBeginning(List<PartitionRange> ranges) {
        List<String> cut = ranges.stream().filter(range -> range.begin() > 0).map(PartitionRange::name).toList();
        if (!cut.isEmpty()) {
            notes.doubt("Kafka no longer has the first records of %s, because of retention or a deletion: events before them were not checked."
                    .formatted(String.join(", ", cut)));
        }
        return cut.isEmpty();
    }

    /**
     * Reads twice at once: what is committed is checked, what is there at all is only counted.
     *
     * @return whether everything could be read
     */
    boolean read(List<PartitionRange> ranges, PublishedChecks checks, Findings findings) throws InterruptedException {
        try {
            readAll(ranges, checks, findings);
            return true;
        } catch (CannotRead failure) {
            doubt(failure);
            return false;
        }
    }

    private void readAll(List<PartitionRange> ranges, PublishedChecks checks, Findings findings) throws CannotRead, InterruptedException {
        LivenessChecks liveness = new LivenessChecks(findings);
        ranges.forEach(range -> liveness.checkPartition(range.name(), range.lastStable(), range.end()));
        PublishedEvents committed = new PublishedEvents(checks);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Offsets> all = thread.submit(() -> {
                Offsets offsets = new Offsets();
                reader.readUncommitted(ranges, (kind, record) -> offsets.add(record), (what, count) -> { });
                return offsets;
            });
            reader.readCommitted(ranges, committed::add, progress);
            long aborted = all.get().countWithout(committed.offsets());
            findings.saw(Sighting.ABORTED_RECORD, aborted);
            notes.source("Kafka %s: %,d committed records in %d partitions, %,d aborted", topics.bootstrap(), checks.events(), ranges.size(), aborted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof CannotRead cannot) {
                throw cannot;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }
}
