package dev.holdfast.api.groupcommit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The requests that wait for one row, in the order in which they came. All methods are guarded by the lane's monitor, which is never
 * held while a transaction runs.
 */
final class Lane<C, O> {

    private final Deque<Waiting<C, O>> queue = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    /** How a request entered. */
    enum Entry {
        /** Nobody was there: its transaction is to be begun. */
        FIRST,
        /** It goes into the transaction after the one that is in flight. */
        WAITING,
        /** Too many wait already. */
        FULL,
        /** The lane is of no more use; there is a new one for its key. */
        CLOSED
    }

    synchronized Entry enter(Waiting<C, O> request, int maxWaiting) {
        if (closed) {
            return Entry.CLOSED;
        }
        if (queue.size() >= maxWaiting) {
            return Entry.FULL;
        }
        queue.add(request);
        if (running) {
            return Entry.WAITING;
        }
        running = true;
        return Entry.FIRST;
    }

    /** @return the next requests in their order; none if all of them have left */
    synchronized List<Waiting<C, O>> take(int maxBatch) {
        List<Waiting<C, O>> batch = new ArrayList<>(Math.min(maxBatch, queue.size()));
        while (batch.size() < maxBatch && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        return batch;
    }

    /** @return the requests that have waited longer than that, which wait no more; those whose transaction is in flight are not among them */
    synchronized List<Waiting<C, O>> leaveAfter(Duration maxWait) {
        List<Waiting<C, O>> overdue = new ArrayList<>();
        while (!queue.isEmpty() && queue.element().nanosWaited() > maxWait.toNanos()) {
            overdue.add(queue.remove());
        }
        return overdue;
    }

    /** To be called after a transaction. @return whether nobody came meanwhile, so that the lane is closed; else it is to go on */
    synchronized boolean isDone() {
        closed = queue.isEmpty();
        return closed;
    }

    synchronized int depth() {
        return queue.size();
    }
}
