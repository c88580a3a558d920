package dev.holdfast.api.payment.stripe;

import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.payment.Settlement;
import dev.holdfast.api.payment.signature.Signatures;
import dev.holdfast.api.payment.signature.Signed;
import dev.holdfast.api.request.TraceParent;
import dev.holdfast.checkout.SettlePayments.Command;
import dev.holdfast.checkout.payment.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes Stripe's events. Stripe sends an event again, for up to three days, until it is answered 2xx. So 2xx means that the payment is
 * committed or of no concern here; an order that does not exist is 404, so that the charge stays visible as a failed delivery at Stripe
 * as well as on record here, and is decided anew each time.
 */
@RestController
final class StripeWebhookController {

    private static final Logger log = LoggerFactory.getLogger(StripeWebhookController.class);

    private final Settlement settlement;
    private final Signatures signatures;
    private final StripeNotices notices;
    private final MeterRegistry meters;

    StripeWebhookController(Settlement settlement, Signatures signatures, StripeNotices notices, MeterRegistry meters) {
        this.settlement = settlement;
        this.signatures = signatures;
        this.notices = notices;
        this.meters = meters;
    }

    @PostMapping(path = "/api/payments/webhook/stripe", consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> settle(@Signed(Signed.By.STRIPE) @Valid @RequestBody StripeEvent event, TraceParent trace, SentKey key) {
        return switch (notices.of(event)) {
            case StripeNotice.Ignored(var reason) -> ignore(event, reason);
            case StripeNotice.Payment payment -> settlement.settle(key, event, new Command(payment.key(), payment.orderId(),
                    payment.status(), payment.charge(), new Origin("stripe", payment.paymentId(), event.id(), event.type(),
                            signatures.areAskedFor(Signed.By.STRIPE)), trace.value()));
        };
    }

    private ResponseEntity<?> ignore(StripeEvent event, StripeNotice.Reason reason) {
        meters.counter("holdfast.webhook.ignored", "reason", reason.label()).increment();
        switch (reason) {
            case OTHER_TYPE, NOT_PAID_YET -> log.debug("Stripe's {} {} is ignored: {}", event.type(), event.id(), reason.label());
            case NO_ORDER_ID -> log.info("Stripe's {} {} is ignored: {}", event.type(), event.id(), reason.label());
            case WRONG_ORDER_ID -> log.warn("Stripe's {} {} is ignored: {}", event.type(), event.id(), reason.label());
        }
        return ResponseEntity.ok(IgnoredAnswer.of(reason));
    }
}
