package dev.holdfast.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, to be ended in the opposite order, whatever happens to one of them. */
final class Started implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Started.class);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean closed;

    /** @throws CannotStart if everything has been ended meanwhile; then this is ended, too */
    <T extends AutoCloseable> T add(T started) {
        synchronized (this) {
            if (!closed) {
                running.push(started);
                return started;
            }
        }
        end(started);
        throw new CannotStart("it was stopped before it was up");
    }

    @Override
    public void close() {
        for (AutoCloseable next = take(); next != null; next = take()) {
            end(next);
        }
    }

    private synchronized @Nullable AutoCloseable take() {
        closed = true;
        return running.poll();
    }

    private static void end(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception failure) {
            log.warn("{} did not end cleanly", running, failure);
        }
    }
}
