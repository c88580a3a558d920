package dev.holdfast.peers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Transactions of one event each, begun at fixed times whether earlier ones have ended or not. An event carries the time at which its
 * transaction was to begin: what is measured from there counts the commit, and also every wait that a slow peer causes.
 */
final class Publishing {

    private final Peer peer;
    private final Settings.Load load;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong worstDelayNanos = new AtomicLong();

    Publishing(Peer peer, Settings.Load load) {
        this.peer = peer;
        this.load = load;
    }

    /** @return when all transactions have ended */
    Outcome run() {
        long events = load.rate() * load.duration().toSeconds();
        long beginMicros = microsNow();
        long begin = System.nanoTime();
        try (ExecutorService transactions = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long sequence = 0; sequence < events; sequence++) {
                long due = sequence * TimeUnit.SECONDS.toNanos(1) / load.rate();
                awaitUntil(begin + due);
                PeerEvent event = PeerEvent.of(sequence, load.keys(), beginMicros + TimeUnit.NANOSECONDS.toMicros(due));
                transactions.execute(() -> write(event, begin + due));
            }
        }
        return new Outcome(events, failed.get(), System.nanoTime() - begin, worstDelayNanos.get());
    }

    private void write(PeerEvent event, long due) {
        worstDelayNanos.accumulateAndGet(System.nanoTime() - due, Math::max);
        try {
            peer.write(List.of(event));
        } catch (Exception failure) {
            failed.incrementAndGet();
        }
    }

    private static void awaitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static long microsNow() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /**
     * @param events          that were to be written
     * @param failed          of which were not, as far as is known
     * @param nanos           from the first begin to the last end
     * @param worstDelayNanos by which a transaction began late: that of the publisher itself, not of the peer
     */
    record Outcome(long events, long failed, long nanos, long worstDelayNanos) {
    }
}
