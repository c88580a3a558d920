package dev.holdfast.peers.debezium;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine and its thread. */
final class RunningEngine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningEngine.class);

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private RunningEngine(DebeziumEngine<RecordChangeEvent<SourceRecord>> engine) {
        this.engine = engine;
    }

    static RunningEngine start(Properties settings, DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> events) {
        RunningEngine running = new RunningEngine(DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using((success, message, failure) -> {
                    if (!success) {
                        log.error("The engine has stopped: {}", message, failure);
                    }
                })
                .notifying(events)
                .build());
        running.thread.execute(running.engine);
        return running;
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            thread.shutdown();
        }
    }
}
