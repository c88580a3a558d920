package dev.holdfast.checkout.search;

import java.time.Instant;
import java.util.Comparator;

/**
 * The place of a payment among all: by receipt, and by key where several were received at once.
 *
 * @param idempotencyKey visible ASCII, so that Java orders it as the database does
 */
public record PaymentPosition(Instant receivedAt, String idempotencyKey) implements Comparable<PaymentPosition> {

    private static final Comparator<PaymentPosition> BY_RECEIPT =
            Comparator.comparing(PaymentPosition::receivedAt).thenComparing(PaymentPosition::idempotencyKey);

    @Override
    public int compareTo(PaymentPosition other) {
        return BY_RECEIPT.compare(this, other);
    }
}
