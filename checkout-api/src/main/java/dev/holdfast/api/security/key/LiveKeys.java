package dev.holdfast.api.security.key;

import dev.holdfast.api.security.CallerToken;
import dev.holdfast.api.security.Role;
import dev.holdfast.api.security.SecurityProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The keys that are good, as this instance read them last: all of them in one query, every {@code holdfast.security.key-refresh}. No
 * request ever asks the database for its key, so a flood of wrong keys does not reach it.
 *
 * <p>While they cannot be read, those of the last time stand, for {@value #BELIEVED} refreshes at most. After that nobody is believed, so
 * that a revoked key does not live on where only this instance has lost the database; requests could not be served anyway.
 */
@Component
public final class LiveKeys implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LiveKeys.class);

    private static final int BELIEVED = 12;

    private final ApiKeys keys;
    private final @Nullable String bootstrapHash;
    private final Duration refresh;
    private final CallerToken bootstrap = ApiKeys.token("bootstrap", Role.ADMIN);
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("api-keys").factory());
    private volatile @Nullable Known known;
    private boolean away;

    LiveKeys(ApiKeys keys, SecurityProperties properties) {
        this.keys = keys;
        this.bootstrapHash = properties.bootstrapKeyHash();
        this.refresh = properties.keyRefresh();
    }

    private record Known(Map<String, CallerToken> byHash, long readAt) {
    }

    /** Reads the keys for the first time, and goes on doing so. To be called once. */
    public void start() {
        refresh();
        thread.scheduleWithFixedDelay(this::refresh, refresh.toNanos(), refresh.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Reads them now; if that fails, what was known before stands. */
    synchronized void refresh() {
        try {
            long readAt = System.nanoTime();
            known = new Known(keys.good(), readAt);
            if (away) {
                log.info("The API keys can be read again");
            }
            away = false;
        } catch (RuntimeException failure) {
            if (!away) {
                log.warn("The API keys cannot be read: {}", failure.getMessage());
            }
            away = true;
        }
    }

    /** @return whether nobody has a key, the bootstrap key included; false while that is not known */
    public boolean areNone() {
        Known now = known;
        return bootstrapHash == null && now != null && now.byHash().isEmpty();
    }

    /**
     * @return who has that key; empty if it is unknown, revoked or expired
     * @throws KeysUnknown if it cannot be known now
     */
    public Optional<CallerToken> find(String text) {
        SecretKey key = new SecretKey(text);
        if (!key.isWellFormed()) {
            return Optional.empty();
        }
        String hash = key.sha256();
        if (hash.equals(bootstrapHash)) {
            return Optional.of(bootstrap);
        }
        Known now = known;
        if (now == null || System.nanoTime() - now.readAt() > refresh.toNanos() * BELIEVED) {
            throw new KeysUnknown();
        }
        return Optional.ofNullable(now.byHash().get(hash));
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
