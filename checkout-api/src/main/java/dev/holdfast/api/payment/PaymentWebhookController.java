package dev.holdfast.api.payment;

import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.payment.signature.Signatures;
import dev.holdfast.api.payment.signature.Signed;
import dev.holdfast.api.request.TraceParent;
import dev.holdfast.checkout.SettlePayments.Command;
import dev.holdfast.checkout.payment.Origin;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes what the payment provider says, as often and in whatever order it says it. */
@RestController
final class PaymentWebhookController {

    private final Settlement settlement;
    private final Signatures signatures;

    PaymentWebhookController(Settlement settlement, Signatures signatures) {
        this.settlement = settlement;
        this.signatures = signatures;
    }

    @PostMapping(path = "/api/payments/webhook", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> settle(@Signed(Signed.By.STANDARD_WEBHOOKS) @Valid @RequestBody PaymentNotice notice,
            @RequestHeader(name = "webhook-id", required = false) @Nullable String webhookId, TraceParent trace, SentKey key) {
        Origin origin = Origin.generic(signatures.idOf(webhookId), signatures.areAskedFor(Signed.By.STANDARD_WEBHOOKS));
        return settlement.settle(key, notice, new Command(notice.idempotencyKey(), notice.orderId(), notice.paymentStatus(),
                notice.charge(), origin, trace.value()));
    }
}
