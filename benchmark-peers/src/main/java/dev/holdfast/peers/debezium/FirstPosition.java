package dev.holdfast.peers.debezium;

import dev.holdfast.peers.PeerEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes the engine store a position, by writing a row and waiting until the engine has read it. */
final class FirstPosition implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    private static final int TRIES = 60;

    private final OutboxTable outbox;
    private final BlockingQueue<Set<String>> read = new LinkedBlockingQueue<>();

    FirstPosition(OutboxTable outbox) {
        this.outbox = outbox;
    }

    @Override
    public void handleBatch(List<RecordChangeEvent<SourceRecord>> batch,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer) throws InterruptedException {
        for (RecordChangeEvent<SourceRecord> event : batch) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
        read.add(batch.stream().map(event -> id(event.record())).collect(Collectors.toSet()));
    }

    private static String id(SourceRecord routed) {
        return (String) routed.headers().lastWithName("id").value();
    }

    /**
     * When the engine begins to read the log is not known, so that a row may have been too early: then another one is written. Returns
     * when the last one has been read, so that none of them is left for the next engine.
     *
     * @throws IllegalStateException when none was read within a minute
     */
    void await() throws SQLException, InterruptedException {
        for (int row = 0; row < TRIES; row++) {
            PeerEvent event = PeerEvent.of(row, 1, 0);
            outbox.insert(List.of(event));
            if (isReadWithinASecond(event.id().toString())) {
                return;
            }
        }
        throw new IllegalStateException("Debezium has read none of " + TRIES + " rows");
    }

    private boolean isReadWithinASecond(String id) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (true) {
            Set<String> batch = read.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (batch == null) {
                return false;
            }
            if (batch.contains(id)) {
                return true;
            }
        }
    }
}
