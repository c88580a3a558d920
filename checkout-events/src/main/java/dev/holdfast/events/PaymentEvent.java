package dev.holdfast.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The value of every record in {@code checkout.payments}: what a webhook delivery led to.
 *
 * <p>The record's key is the hold's id; for a payment that was first recorded as unmatched it is, then and later, the order id
 * that the provider named, so that all events of one payment stay in one partition.
 *
 * @param idempotencyKey the provider's key, which identifies the payment
 * @param orderId        as the provider named it
 * @param status         what the provider says: {@code success} or {@code failure}
 * @param outcome        what came of it: {@code paid}, {@code cancelled}, {@code refund_required}, {@code duplicate_charge},
 *                       {@code no_effect} or {@code unmatched}
 * @param orderStatus    the order's status after it; null when there is no such order
 * @param version        counts the payment's changes from 1 without a gap
 * @param amount         what was charged, where the provider says so; else absent. For {@code refund_required} it may not be the
 *                       order's total: then that is why, and the order is as it was
 * @param currency       likewise; ISO 4217 code
 */
public record PaymentEvent(
        @JsonProperty("idempotency_key") String idempotencyKey,
        @JsonProperty("order_id") long orderId,
        @JsonProperty("status") String status,
        @JsonProperty("outcome") String outcome,
        @JsonProperty("order_status") @Nullable String orderStatus,
        @JsonProperty("version") long version,
        @JsonProperty("amount") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal amount,
        @JsonProperty("currency") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String currency) {
}
