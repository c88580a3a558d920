package dev.holdfast.api.payment;

import dev.holdfast.api.groupcommit.GroupCommit;
import dev.holdfast.api.idempotency.AnswerOnce;
import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.request.TraceParent;
import dev.holdfast.checkout.SettlePayments.Command;
import dev.holdfast.checkout.SettlePayments.Outcome;
import dev.holdfast.checkout.idempotency.Once;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes what the payment provider says, as often and in whatever order it says it. */
@RestController
final class PaymentWebhookController {

    private static final Logger log = LoggerFactory.getLogger(PaymentWebhookController.class);

    private final GroupCommit<Once<Command, Outcome>, Once.Result<Outcome>> settlePayments;
    private final AnswerOnce once;

    PaymentWebhookController(GroupCommit<Once<Command, Outcome>, Once.Result<Outcome>> settlePayments, AnswerOnce once) {
        this.settlePayments = settlePayments;
        this.once = once;
    }

    @PostMapping(path = "/api/payments/webhook", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> settle(@Valid @RequestBody PaymentNotice notice, TraceParent trace, SentKey key) {
        var command = new Command(notice.idempotencyKey(), notice.orderId(), notice.paymentStatus(), trace.value());
        return once.answer(key, notice, command, delivery -> settle(notice, delivery), PaymentWebhookController::answer);
    }

    private Once.Result<Outcome> settle(PaymentNotice notice, Once<Command, Outcome> delivery) {
        Once.Result<Outcome> result = settlePayments.submit(delivery);
        if (result instanceof Once.Result.Decided<Outcome>(var outcome, var _)) {
            write(notice, outcome);
        }
        return result;
    }

    private static ResponseEntity<?> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Settled settled -> ResponseEntity.ok(PaymentAnswer.of(settled));
            case Outcome.KeyReused _ -> Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This idempotency_key came before with another order_id or status. Each payment needs a key of its own.").answer();
            case Outcome.Unmatched(var orderId) -> Problem.of(ProblemType.ORDER_NOT_FOUND,
                            "There is no order %d. The payment is on record; send it again and it is decided anew.".formatted(orderId))
                    .with("order_id", orderId).answer();
        };
    }

    private static void write(PaymentNotice notice, Outcome outcome) {
        String key = notice.idempotencyKey();
        switch (outcome) {
            case Outcome.Settled settled when settled.repeated() -> log.info("Payment {} for order {} came again: {} stands",
                    key, settled.orderId(), settled.outcome().label());
            case Outcome.Settled settled -> writeIfContradictory(key, notice, settled);
            case Outcome.KeyReused reused -> log.warn("Payment {} for order {} refused: its key was used for another body",
                    key, notice.orderId());
            case Outcome.Unmatched unmatched -> log.warn("Payment {} is unmatched: there is no order {}", key, unmatched.orderId());
        }
    }

    private static void writeIfContradictory(String key, PaymentNotice notice, Outcome.Settled settled) {
        switch (settled.outcome()) {
            case PAID, CANCELLED -> { }
            case DUPLICATE_CHARGE, REFUND_REQUIRED, NO_EFFECT, UNMATCHED ->
                    log.warn("Payment {} contradicts order {}: {} came, the order is {}, so {}", key, settled.orderId(),
                            notice.status(), settled.orderStatus().label(), settled.outcome().label());
        }
    }
}
