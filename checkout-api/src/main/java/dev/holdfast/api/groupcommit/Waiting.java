package dev.holdfast.api.groupcommit;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One request in a {@link Lane}. It is woken once, when its answer is there.
 *
 * <p>What is written before {@code woken} is counted down is seen after it has been awaited.
 */
final class Waiting<C, O> {

    final C command;
    private final long since = System.nanoTime();
    private final CountDownLatch woken = new CountDownLatch(1);
    private @Nullable O outcome;
    private @Nullable RuntimeException failure;

    Waiting(C command) {
        this.command = command;
    }

    /**
     * Waits without a limit of its own, because both its wait in the lane and its transaction are bounded. Even one who is to stop
     * waits: the answer is worth having.
     *
     * @throws RuntimeException what it has failed with
     */
    O await() {
        boolean interrupted = false;
        while (woken.getCount() > 0) {
            try {
                woken.await();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return answer();
    }

    /** To be woken with {@link #wake()} afterwards. */
    void answer(O answer) {
        outcome = answer;
    }

    /** To be woken with {@link #wake()} afterwards. */
    void fail(RuntimeException why) {
        failure = why;
    }

    void wake() {
        woken.countDown();
    }

    long nanosWaited() {
        return System.nanoTime() - since;
    }

    private O answer() {
        if (failure != null) {
            throw failure;
        }
        if (outcome == null) {
            throw new IllegalStateException("The transaction ended without an answer");
        }
        return outcome;
    }
}
