package dev.holdfast.checkout.idempotency;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who has too many keys, as it was when the database was last asked. One request in a while asks; no request waits for that one. */
final class FullCallers {

    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private final Supplier<Set<String>> read;
    private final long recheck;
    private final LongSupplier nanoTime;

    private record Known(Set<String> callers, long since) {
    }

    /**
     * @param read     asks the database
     * @param recheck  how often it is asked
     * @param nanoTime as {@link System#nanoTime()}
     */
    FullCallers(Supplier<Set<String>> read, Duration recheck, LongSupplier nanoTime) {
        this.read = read;
        this.recheck = recheck.toNanos();
        this.nanoTime = nanoTime;
    }

    Set<String> now() {
        long now = nanoTime.getAsLong();
        Known before = known.get();
        if (before != null && now - before.since < recheck) {
            return before.callers;
        }
        Set<String> callersBefore = before == null ? Set.of() : before.callers;
        if (!known.compareAndSet(before, new Known(callersBefore, now))) {
            return callersBefore;
        }
        Set<String> callers = read.get();
        known.set(new Known(callers, now));
        return callers;
    }
}
