package dev.holdfast.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.provider.sql.DatabaseProduct;
import net.javacrumbs.shedlock.support.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A job that one worker at a time does, as far as a lock with a lease can tell. The lock saves work and nothing else: a worker
 * that is paused past its lease goes on beside the next one, so the job must be correct without it.
 */
final class LockedJob implements Runnable {

    private final String name;
    private final Duration lease;
    private final Duration rest;
    private final JdbcTemplateLockProvider locks;
    private final Runnable step;
    private final OutageLog outages;
    private @Nullable SimpleLock held;

    /**
     * @param name     of the lock
     * @param interval at which each worker tries. All of them together do the job twice in that time at the most
     * @param lease    after which another worker may take the lock of one that died
     */
    LockedJob(String name, Duration interval, Duration lease, JdbcTemplateLockProvider locks, Runnable step) {
        this.name = name;
        this.lease = lease;
        Duration half = interval.dividedBy(2);
        this.rest = half.compareTo(lease) < 0 ? half : lease;
        this.locks = locks;
        this.step = step;
        this.outages = new OutageLog("The job " + name);
    }

    /** @return locks in the table {@code shedlock}, by the database's clock, under a name that no other worker has */
    static JdbcTemplateLockProvider provider(JdbcTemplate jdbc) {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .usingDbTime()
                // Told, not asked for, because the database may be away when the first lock is tried. MariaDB takes the same statements.
                .withDatabaseProduct(DatabaseProduct.MY_SQL)
                // With the host's name alone two workers of one host could release each other's locks.
                .withLockedByValue("%s %s".formatted(Utils.getHostname(), UUID.randomUUID()))
                .build());
    }

    /** Never throws: a failure is tried again the next time, and logged when it begins and when it is over. */
    @Override
    public void run() {
        try {
            runOnce();
            outages.ended();
        } catch (RuntimeException failure) {
            outages.occurred(failure);
        }
    }

    /** @return false when another worker has the lock */
    boolean runOnce() {
        // A lock that could not be released when the database went away would keep all workers idle until its lease is over.
        release();
        held = locks.lock(new LockConfiguration(Instant.now(), name, lease, rest)).orElse(null);
        if (held == null) {
            // Otherwise the provider takes it for granted that the lock's row is there, and never makes one that was deleted.
            locks.clearCache();
            return false;
        }
        try (Held _ = this::release) {
            step.run();
        }
        return true;
    }

    private void release() {
        if (held != null) {
            held.unlock();
            held = null;
        }
    }

    private interface Held extends AutoCloseable {

        @Override
        void close();
    }
}
