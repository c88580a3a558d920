package dev.holdfast.peers.debezium;

import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.peers.Connections;
import dev.holdfast.peers.Peer;
import dev.holdfast.peers.PeerEvent;
import dev.holdfast.peers.Producers;
import dev.holdfast.peers.Settings;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's engine in this process, which reads the outbox table's rows from the binlog and routes them with its outbox event
 * router. At least once, in the order of the commits. The engine offers no exactly-once: that is Kafka Connect's, and for that
 * connectors run inside Connect.
 *
 * <p>Waiting rows are events of the binlog after the position that {@link #prepare()} has stored.
 */
public final class DebeziumPeer implements Peer {

    private static final int CONNECTIONS = 16;

    private final Settings settings;
    private final HikariDataSource connections;
    private final OutboxTable outbox;
    private @Nullable Producer<String, byte[]> kafka;
    private @Nullable RunningEngine engine;

    /** @param relaying makes no difference before {@link #startRelay()} */
    public DebeziumPeer(Settings settings, boolean relaying) {
        this.settings = settings;
        this.connections = Connections.pool(settings.database(), CONNECTIONS, Map.of());
        this.outbox = new OutboxTable(connections);
    }

    /** Reads one row, so that a position in the log is stored from which everything later is read. That row goes nowhere. */
    @Override
    public void prepare() throws SQLException, InterruptedException {
        outbox.create();
        FirstPosition position = new FirstPosition(outbox);
        RunningEngine first = RunningEngine.start(EngineSettings.of(settings), position);
        try {
            position.await();
        } finally {
            first.close();
        }
    }

    @Override
    public void write(List<PeerEvent> events) throws SQLException {
        outbox.insert(events);
    }

    @Override
    public void startRelay() throws InterruptedException {
        Producer<String, byte[]> producer = Producers.ofBytes(settings);
        kafka = producer;
        engine = RunningEngine.start(EngineSettings.of(settings), new KafkaSink(producer));
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        connections.close();
    }
}
