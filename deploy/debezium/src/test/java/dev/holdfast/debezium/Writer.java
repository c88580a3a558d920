package dev.holdfast.debezium;

import dev.holdfast.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Appends events of a few keys, from the caller's thread or from one of its own, and remembers them. */
final class Writer {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Deployment deployment;
    private final Map<String, List<String>> idsByKey = new ConcurrentHashMap<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    Writer(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Goes on until {@link #stop()}, some dozens of transactions a second. */
    void start() {
        running = true;
        thread = Thread.ofPlatform().name("writer").start(() -> {
            while (running) {
                write(Instant.now());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
    }

    void stop() throws InterruptedException {
        running = false;
        if (thread != null) {
            thread.join();
        }
    }

    /** One transaction with an event of each key. */
    void write(Instant createdAt) {
        List<OutboxEvent> events = new ArrayList<>();
        for (int key = 1; key <= 5; key++) {
            String text = Integer.toString(key);
            events.add(new OutboxEvent(UUID.randomUUID(), "holds", text, "dev.holdfast.test.changed.v1", text,
                    "{}".getBytes(StandardCharsets.UTF_8), null, createdAt));
        }
        deployment.append(events);
        events.forEach(event -> idsByKey.computeIfAbsent("checkout.holds " + event.key(), unused -> new ArrayList<>())
                .add(event.eventId().toString()));
    }

    /** @return by topic and key, in the order of their commits */
    Map<String, List<String>> idsByKey() {
        return idsByKey;
    }

    int count() {
        return idsByKey.values().stream().mapToInt(List::size).sum();
    }
}
