package dev.holdfast.api.payment;

import dev.holdfast.api.groupcommit.GroupCommit;
import dev.holdfast.api.idempotency.AnswerOnce;
import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.checkout.SettlePayments.Command;
import dev.holdfast.checkout.SettlePayments.Outcome;
import dev.holdfast.checkout.idempotency.Once;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Has a payment settled, in whatever format it was told, and answers what came of it. Nothing is answered before its commit. */
@Component
public final class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final GroupCommit<Once<Command, Outcome>, Once.Result<Outcome>> settlePayments;
    private final AnswerOnce once;

    Settlement(GroupCommit<Once<Command, Outcome>, Once.Result<Outcome>> settlePayments, AnswerOnce once) {
        this.settlePayments = settlePayments;
        this.once = once;
    }

    /** @param notice the body as it was understood */
    public ResponseEntity<?> settle(SentKey key, Object notice, Command command) {
        return once.answer(key, notice, command, this::settle, Settlement::answer);
    }

    private Once.Result<Outcome> settle(Once<Command, Outcome> delivery) {
        Once.Result<Outcome> result = settlePayments.submit(delivery);
        if (result instanceof Once.Result.Decided<Outcome>(var outcome, var _)) {
            write(delivery.command(), outcome);
        }
        return result;
    }

    private static ResponseEntity<?> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Settled settled -> ResponseEntity.ok(PaymentAnswer.of(settled));
            case Outcome.KeyReused _ -> Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This key came before with another order, status, amount or currency. Each payment needs a key of its own.").answer();
            case Outcome.Unmatched(var orderId) -> Problem.of(ProblemType.ORDER_NOT_FOUND,
                            "There is no order %d. The payment is on record; send it again and it is decided anew.".formatted(orderId))
                    .with("order_id", orderId).answer();
        };
    }

    private static void write(Command command, Outcome outcome) {
        String key = command.idempotencyKey();
        switch (outcome) {
            case Outcome.Settled settled when settled.repeated() -> log.info("Payment {} for order {} came again: {} stands",
                    key, settled.orderId(), settled.outcome().label());
            case Outcome.Settled settled -> writeIfContradictory(command, settled);
            case Outcome.KeyReused reused -> log.warn("Payment {} for order {} refused: its key was used for another body",
                    key, command.orderId());
            case Outcome.Unmatched unmatched -> log.warn("Payment {} is unmatched: there is no order {}", key, unmatched.orderId());
        }
    }

    private static void writeIfContradictory(Command command, Outcome.Settled settled) {
        switch (settled.outcome()) {
            case PAID, CANCELLED -> { }
            case DUPLICATE_CHARGE, REFUND_REQUIRED, NO_EFFECT, UNMATCHED ->
                    log.warn("Payment {} contradicts order {}: {} came, the order is {}, so {}", command.idempotencyKey(),
                            settled.orderId(), command.status().label(), settled.orderStatus().label(), settled.outcome().label());
        }
    }
}
