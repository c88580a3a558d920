package dev.holdfast.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes a backlog, in large transactions on a few threads. Each thread has keys of its own, so that their events keep their order. */
final class Filling {

    private static final int THREADS = 4;
    private static final int EVENTS_IN_A_TRANSACTION = 1_000;

    private final Peer peer;
    private final Settings.Load load;
    private final long micros = Publishing.microsNow();

    Filling(Peer peer, Settings.Load load) {
        this.peer = peer;
        this.load = load;
    }

    void run() throws ExecutionException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Void>> shares = new ArrayList<>();
            for (int share = 0; share < THREADS; share++) {
                shares.add(threads.submit(writing(share)));
            }
            for (Future<Void> share : shares) {
                share.get();
            }
        }
    }

    private Callable<Void> writing(int share) {
        return () -> {
            List<PeerEvent> transaction = new ArrayList<>(EVENTS_IN_A_TRANSACTION);
            for (long sequence = 0; sequence < load.rows(); sequence++) {
                if (sequence % load.keys() % THREADS == share) {
                    transaction.add(PeerEvent.of(sequence, load.keys(), micros));
                }
                if (transaction.size() == EVENTS_IN_A_TRANSACTION) {
                    peer.write(transaction);
                    transaction.clear();
                }
            }
            if (!transaction.isEmpty()) {
                peer.write(transaction);
            }
            return null;
        };
    }
}
