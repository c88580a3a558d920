package dev.holdfast.checkout.hold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Units that a buyer has for a limited time.
 *
 * @param id        below 2^53; its lowest ten bits are the product's slot
 * @param quantity  units, at least 1
 * @param createdAt by the database's clock
 * @param expiresAt by the database's clock; from then on the units count as free, even before the hold is swept
 * @param version   counts the hold's changes from 1 without a gap
 */
public record Hold(
        long id,
        long productId,
        @Nullable String customerId,
        int quantity,
        HoldStatus status,
        Instant createdAt,
        Instant expiresAt,
        long version) {

    /** @return whether the hold still keeps its units from others although its time is over */
    public boolean isStale(Instant now) {
        return status.isActive() && !expiresAt.isAfter(now);
    }

    /**
     * @return the hold after the change
     * @throws IllegalStateException if the status has no such edge
     */
    public Hold become(HoldStatus next) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Hold %d is %s and cannot become %s".formatted(id, status.label(), next.label()));
        }
        return new Hold(id, productId, customerId, quantity, next, createdAt, expiresAt, version + 1);
    }

    /** @return the hold as a buyer sees it: a stale one has expired, swept or not */
    public Hold seenAt(Instant now) {
        return isStale(now) ? become(HoldStatus.EXPIRED) : this;
    }
}
