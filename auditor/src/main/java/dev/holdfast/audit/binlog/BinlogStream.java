package dev.holdfast.audit.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.CompatibilityMode;
import com.github.shyiko.mysql.binlog.event.deserialization.EventHeaderV4Deserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.FormatDescriptionEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.NullEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.QueryEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.RotateEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.TableMapEventDataDeserializer;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import dev.holdfast.audit.binlog.TableRowsDeserializer.Kind;
import dev.holdfast.audit.database.DatabaseAddress;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One reading of the binlog, as a replica would read it, from a file's begin to the end that there is now. */
final class BinlogStream {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** Kept here, because a logger that nobody holds forgets its level. */
    private static final Logger LIBRARY = Logger.getLogger("com.github.shyiko.mysql.binlog");

    private final DatabaseAddress address;
    private final TableColumns columns;
    private @Nullable Exception failure;

    BinlogStream(DatabaseAddress address, TableColumns columns) {
        this.address = address;
        this.columns = columns;
        LIBRARY.setLevel(Level.OFF);
    }

    void read(String firstFile, TransactionAssembly assembly) throws NoBinlog {
        BinaryLogClient client = new BinaryLogClient(address.host(), address.port(), address.schema(), address.user(), address.password());
        client.setSSLMode(address.isPlain() ? SSLMode.DISABLED : SSLMode.PREFERRED);
        client.setBlocking(false);
        client.setKeepAlive(false);
        client.setConnectTimeout(CONNECT.toMillis());
        client.setSocketFactory(() -> {
            Socket socket = new Socket();
            socket.setSoTimeout((int) SILENCE.toMillis());
            return socket;
        });
        client.setBinlogFilename(firstFile);
        client.setBinlogPosition(4);
        client.setEventDeserializer(deserializer());
        client.registerEventListener(event -> add(event, assembly, client));
        client.registerLifecycleListener(new Failures());
        try {
            client.connect();
        } catch (IOException | RuntimeException broken) {
            failed(broken);
        }
        if (failure != null) {
            throw new NoBinlog("reading it failed (%s)".formatted(failure.getMessage()), failure);
        }
        if (!assembly.hasEnded()) {
            throw new NoBinlog("it ended before the place of the snapshot");
        }
    }

    /** The client passes over whatever a listener throws, so it is kept. */
    private void add(Event event, TransactionAssembly assembly, BinaryLogClient client) {
        if (failure != null) {
            return;
        }
        try {
            if (!assembly.add(event)) {
                client.disconnect();
            }
        } catch (IOException | RuntimeException broken) {
            failed(broken);
        }
    }

    private void failed(Exception broken) {
        if (failure == null) {
            failure = broken;
        }
    }

    private final class Failures extends BinaryLogClient.AbstractLifecycleListener {

        @Override
        public void onCommunicationFailure(BinaryLogClient client, Exception broken) {
            failed(broken);
        }

        @Override
        public void onEventDeserializationFailure(BinaryLogClient client, Exception broken) {
            failed(broken.getCause() instanceof Exception cause ? cause : broken);
        }
    }

    // The library's own signatures have no type parameters.
    @SuppressWarnings("rawtypes")
    private EventDeserializer deserializer() {
        Map<Long, TableMapEventData> tables = new HashMap<>();
        Map<EventType, EventDataDeserializer> byType = new EnumMap<>(EventType.class);
        byType.put(EventType.FORMAT_DESCRIPTION, new FormatDescriptionEventDataDeserializer());
        byType.put(EventType.ROTATE, new RotateEventDataDeserializer());
        byType.put(EventType.QUERY, new QueryEventDataDeserializer());
        byType.put(EventType.TABLE_MAP, new TableMapEventDataDeserializer());
        byType.put(EventType.WRITE_ROWS, rows(tables, Kind.INSERT, false));
        byType.put(EventType.UPDATE_ROWS, rows(tables, Kind.UPDATE, false));
        byType.put(EventType.DELETE_ROWS, rows(tables, Kind.DELETE, false));
        byType.put(EventType.EXT_WRITE_ROWS, rows(tables, Kind.INSERT, true));
        byType.put(EventType.EXT_UPDATE_ROWS, rows(tables, Kind.UPDATE, true));
        byType.put(EventType.EXT_DELETE_ROWS, rows(tables, Kind.DELETE, true));
        byType.put(EventType.TRANSACTION_PAYLOAD, in -> {
            throw new IOException("transactions are compressed there; set binlog_transaction_compression=OFF");
        });
        EventDeserializer deserializer = new EventDeserializer(new EventHeaderV4Deserializer(), new NullEventDataDeserializer(), byType, tables);
        deserializer.setCompatibilityMode(CompatibilityMode.CHAR_AND_BINARY_AS_BYTE_ARRAY, CompatibilityMode.DATE_AND_TIME_AS_LONG_MICRO);
        return deserializer;
    }

    private EventDataDeserializer<? extends EventData> rows(Map<Long, TableMapEventData> tables, Kind kind, boolean extended) {
        return new TableRowsDeserializer(address.schema(), columns, tables, kind, extended);
    }
}
