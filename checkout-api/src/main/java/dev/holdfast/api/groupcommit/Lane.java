package dev.holdfast.api.groupcommit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for one row, in the order in which they came. One of them leads: it runs the transaction for itself and for
 * those behind it. All methods are guarded by the lane's monitor, which is never held while a transaction runs.
 */
final class Lane<C, O> {

    private final Deque<Waiting<C, O>> queue = new ArrayDeque<>();
    private @Nullable Waiting<C, O> leader;
    private boolean closed;

    /** How a request entered. */
    enum Entry {
        /** It is to lead at once. */
        LEADER,
        /** It is to wait until it is woken. */
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
        if (leader != null) {
            return Entry.WAITING;
        }
        leader = request;
        return Entry.LEADER;
    }

    /** @return the next requests in their order; the first is the leader's own, which nobody else can take */
    synchronized List<Waiting<C, O>> take(int maxBatch) {
        List<Waiting<C, O>> batch = new ArrayList<>(Math.min(maxBatch, queue.size()));
        while (batch.size() < maxBatch && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        return batch;
    }

    /** @return whether the request was still waiting, and now is not; false if it is to lead, or its transaction is in flight */
    synchronized boolean leave(Waiting<C, O> request) {
        return request != leader && queue.remove(request);
    }

    /**
     * The leader is done. The first of those who came meanwhile leads next, so that nobody works for others after having its own answer.
     *
     * @return whether nobody came, so that the lane is closed
     */
    synchronized boolean handOver() {
        leader = queue.peek();
        if (leader == null) {
            closed = true;
            return true;
        }
        leader.lead();
        return false;
    }

    synchronized int depth() {
        return queue.size();
    }
}
