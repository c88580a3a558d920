package dev.holdfast.checkout.idempotency;

/**
 * Another transaction had one of the keys locked for as long as a lock is waited for: an earlier request with it is still being
 * carried out. This one has had no effect.
 */
public final class KeyInFlight extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // Without the server's error as its cause: that would be tried again, and the next wait is as long.
    KeyInFlight() {
        super("An earlier request with the same idempotency key is still being carried out");
    }
}
