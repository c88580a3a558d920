package dev.holdfast.api.groupcommit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request in a {@link Lane}. It is woken once: when its answer is there, or when it is its turn to lead.
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

    /** @return false if it was not woken within the time, or the thread is to stop */
    boolean await(Duration atMost) {
        try {
            return woken.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** To be called when its transaction is in flight, which is bounded: the answer comes, and is worth having even to one who is to stop. */
    void awaitWoken() {
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
    }

    /** Its turn to lead: it is woken without an answer. */
    void lead() {
        woken.countDown();
    }

    void answer(O answer) {
        outcome = answer;
        woken.countDown();
    }

    void fail(RuntimeException why) {
        failure = why;
        woken.countDown();
    }

    boolean isAnswered() {
        return outcome != null || failure != null;
    }

    O answer() {
        if (failure != null) {
            throw failure;
        }
        if (outcome == null) {
            throw new IllegalStateException("Not answered yet");
        }
        return outcome;
    }

    long nanosWaited() {
        return System.nanoTime() - since;
    }
}
