package dev.holdfast.checkout.transaction;

/**
 * The database could not be reached, or not in time. When {@link #isOutcomeUnknown()} the effect happened either wholly or not at
 * all, and a retry with the same key finds out which; otherwise it did not happen.
 */
public final class StorageUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    StorageUnavailable(String transaction, boolean outcomeUnknown, Throwable cause) {
        super(transaction + (outcomeUnknown ? ": the outcome of the commit is unknown" : ": the database is not available"), cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}
