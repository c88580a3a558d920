package dev.holdfast.peers.debezium;

import dev.holdfast.peers.Settings;
import java.net.URI;
import java.util.Properties;

/** How Debezium is configured: no snapshot, one table, the outbox event router, large batches and a short wait for them. */
final class EngineSettings {

    private EngineSettings() {
    }

    /** Files in the directory of the settings keep the position in the log and the table's history from one engine to the next. */
    static Properties of(Settings settings) {
        Properties engine = new Properties();
        engine.setProperty("name", "relay-benchmark");
        engine.setProperty("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        keeping(engine, settings);
        reading(engine, settings.database());
        routing(engine, settings.topic());
        return engine;
    }

    private static void keeping(Properties engine, Settings settings) {
        engine.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        engine.setProperty("offset.storage.file.filename", settings.directory().resolve("offsets").toString());
        // With each batch that Kafka has acknowledged; how much of it would be repeated after a crash does not change the speed.
        engine.setProperty("offset.flush.interval.ms", "1000");
        engine.setProperty("schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory");
        engine.setProperty("schema.history.internal.file.filename", settings.directory().resolve("history").toString());
        engine.setProperty("schema.history.internal.store.only.captured.tables.ddl", "true");
    }

    private static void reading(Properties engine, Settings.Database database) {
        URI url = URI.create(database.url().substring("jdbc:".length()));
        String schema = url.getPath().substring(1);
        engine.setProperty("database.hostname", url.getHost());
        engine.setProperty("database.port", Integer.toString(url.getPort()));
        engine.setProperty("database.user", database.user());
        engine.setProperty("database.password", database.password());
        engine.setProperty("database.ssl.mode", "disabled");
        engine.setProperty("database.server.id", "4711");
        engine.setProperty("driver.allowPublicKeyRetrieval", "true");
        engine.setProperty("topic.prefix", "relay-benchmark");
        engine.setProperty("database.include.list", schema);
        engine.setProperty("table.include.list", schema + "." + OutboxTable.NAME);
        engine.setProperty("snapshot.mode", "no_data");
        engine.setProperty("snapshot.locking.mode", "none");
        engine.setProperty("include.schema.changes", "false");
        engine.setProperty("binary.handling.mode", "bytes");
        engine.setProperty("max.batch.size", "8192");
        engine.setProperty("max.queue.size", "32768");
        // A batch that is not full is handed over only when this time is up: with the default of 500 ms an event waits that long.
        engine.setProperty("poll.interval.ms", "2");
    }

    private static void routing(Properties engine, String topic) {
        engine.setProperty("transforms", "outbox");
        engine.setProperty("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
        engine.setProperty("transforms.outbox.route.topic.replacement", topic);
        engine.setProperty("transforms.outbox.table.fields.additional.placement", "type:header");
    }
}
