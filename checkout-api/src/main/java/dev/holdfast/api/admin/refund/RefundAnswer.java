package dev.holdfast.api.admin.refund;

import dev.holdfast.checkout.refund.Refund;
import java.time.Instant;

/**
 * A charge that was paid back.
 *
 * @param refundedAt when it was put on record
 * @param actionId   the row of {@code operator_action} that says who did, and why
 */
record RefundAnswer(String idempotencyKey, long orderId, String reference, Instant refundedAt, long actionId) {

    static RefundAnswer of(Refund refund) {
        return new RefundAnswer(refund.idempotencyKey(), refund.orderId(), refund.reference(), refund.refundedAt(), refund.actionId());
    }
}
