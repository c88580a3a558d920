package dev.holdfast.peers.debezium;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
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

    /** Returns when the engine asks its connector for events, or has failed. */
    static RunningEngine start(Properties settings, DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> events)
            throws InterruptedException {
        CountDownLatch polling = new CountDownLatch(1);
        RunningEngine running = new RunningEngine(DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using((success, message, failure) -> {
                    if (!success) {
                        log.error("The engine has stopped: {}", message, failure);
                    }
                    polling.countDown();
                })
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        polling.countDown();
                    }
                })
                .notifying(events)
                .build());
        running.thread.execute(running.engine);
        polling.await();
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
