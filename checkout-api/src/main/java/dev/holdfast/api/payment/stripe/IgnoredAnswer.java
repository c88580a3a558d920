package dev.holdfast.api.payment.stripe;

/**
 * The answer to an event that changes nothing.
 *
 * @param outcome {@code ignored}
 * @param reason  {@code other-type}, {@code not-paid-yet}, {@code no-order-id} or {@code wrong-order-id}
 */
record IgnoredAnswer(String outcome, String reason) {

    static IgnoredAnswer of(StripeNotice.Reason reason) {
        return new IgnoredAnswer("ignored", reason.label());
    }
}
