package dev.holdfast.checkout.payment;

import org.jspecify.annotations.Nullable;

/**
 * Where a payment was first heard of. Kept so that a payment can be found again at its provider; decides nothing.
 *
 * @param provider  {@code stripe}, or {@code generic} for all that speak Holdfast's own format; 1 to 16 ASCII characters
 * @param paymentId the provider's id of what was charged, such as {@code pi_…}; up to 255 visible ASCII characters
 * @param eventId   the provider's id of what it sent, such as {@code evt_…} or the {@code webhook-id}; likewise
 * @param eventType the provider's word for what happened; up to 64 ASCII characters. {@link #RECONCILED} where nothing was sent
 * @param signed    whether a signature was asked for, and therefore found to be genuine
 */
public record Origin(String provider, @Nullable String paymentId, @Nullable String eventId, @Nullable String eventType, boolean signed) {

    /** The event's type where no delivery came, and the provider was asked. */
    public static final String RECONCILED = "reconciled";

    /** A delivery that says nothing of where it comes from. */
    public static final Origin UNSTATED = generic(null, false);

    /** A payment that was found in the provider's list. */
    public static Origin reconciled(String provider, String paymentId) {
        return new Origin(provider, paymentId, null, RECONCILED, false);
    }

    /** @param eventId of a delivery in Holdfast's own format */
    public static Origin generic(@Nullable String eventId, boolean signed) {
        return new Origin("generic", null, eventId, null, signed);
    }
}
