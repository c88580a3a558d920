package dev.holdfast.api.admission;

import java.util.concurrent.CountDownLatch;

/**
 * One request's way through the {@link Admission}, which owns its state: guarded by the admission's monitor. What is written before
 * {@code decided} is counted down is seen after it has been awaited.
 */
final class Place {

    final RequestClass of;
    State state = State.WAITING;
    private final long since = System.nanoTime();
    private final CountDownLatch decided = new CountDownLatch(1);

    /** Each is reached from the one before; a request that is refused has never been in progress. */
    enum State { WAITING, REFUSED, IN_PROGRESS, LEFT }

    Place(RequestClass of) {
        this.of = of;
    }

    void decide(State decision) {
        state = decision;
        decided.countDown();
    }

    /** Waits without a limit of its own, because the wait for a place is bounded by the {@link Admission}. */
    State await() {
        boolean interrupted = false;
        while (decided.getCount() > 0) {
            try {
                decided.await();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return state;
    }

    long nanosWaited() {
        return System.nanoTime() - since;
    }
}
