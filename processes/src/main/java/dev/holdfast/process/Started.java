package dev.holdfast.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started or created, to be ended in the opposite order, whatever happens to one of them; also by Ctrl-C. */
public final class Started implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Started.class);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean closed;

    /** @throws ProcessFailed if everything has been ended meanwhile; then this is ended, too */
    public <T extends AutoCloseable> T add(T started) {
        synchronized (this) {
            if (!closed) {
                running.push(started);
                return started;
            }
        }
        end(started);
        throw new ProcessFailed("it was stopped");
    }

    /** Ends one of them before the others. */
    public void end(AutoCloseable started) {
        synchronized (this) {
            running.remove(started);
        }
        try {
            started.close();
        } catch (Exception failure) {
            log.warn("{} did not end cleanly", started, failure);
        }
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
}
