package dev.holdfast.api.admin.refund;

import dev.holdfast.api.admin.search.FoundPayment;
import dev.holdfast.api.admin.search.PageAnswer;
import dev.holdfast.api.admin.search.PaymentCursor;
import dev.holdfast.api.idempotency.AnswerOnce;
import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.security.Caller;
import dev.holdfast.checkout.admin.RecordRefund;
import dev.holdfast.checkout.admin.RecordRefund.Outcome;
import dev.holdfast.checkout.operator.Justification;
import dev.holdfast.checkout.search.PaymentFilter;
import dev.holdfast.checkout.search.SearchCheckouts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The charges that are owed back, and those that were paid back. Nothing here moves money. */
@RestController
@RequestMapping(path = "/admin/refunds", produces = MediaType.APPLICATION_JSON_VALUE)
final class RefundController {

    private static final String LIMITS = "must be from 1 to 200";

    private final SearchCheckouts search;
    private final RecordRefund recordRefund;
    private final AnswerOnce once;

    RefundController(SearchCheckouts search, RecordRefund recordRefund, AnswerOnce once) {
        this.search = search;
        this.recordRefund = recordRefund;
        this.once = once;
    }

    /** Those that are still owed, the ones received last first. */
    @GetMapping
    PageAnswer<FoundPayment> owed(@RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMITS) @Max(value = 200, message = LIMITS) int limit) {
        return PageAnswer.of(search.payments(PaymentFilter.owed(), PaymentCursor.read(after), limit), FoundPayment::of,
                PaymentCursor::write);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> record(@Valid @RequestBody RefundRequest request, SentKey key) {
        var command = new RecordRefund.Command(request.idempotencyKey(), request.reference(),
                new Justification(Caller.current().id(), request.operator(), request.reason()));
        return once.answer(key, request, command, recordRefund::record, RefundController::answer);
    }

    private static ResponseEntity<?> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refunded(var refund) -> ResponseEntity.ok(RefundAnswer.of(refund));
            case Outcome.PaymentNotFound(var key) -> Problem.of(ProblemType.PAYMENT_NOT_FOUND,
                            "There is no payment with that idempotency key; GET /admin/refunds lists those that are owed back.")
                    .with("idempotency_key", key).answer();
            case Outcome.NotOwed(var key, var what) -> Problem.of(ProblemType.REFUND_NOT_OWED,
                            "The outcome of this payment is %s, so nothing is owed back for it.".formatted(what.label()))
                    .with("idempotency_key", key).with("outcome", what.label()).answer();
            case Outcome.RefundedBefore(var standing) -> Problem.of(ProblemType.REFUND_RECORDED,
                            "This charge was paid back as %s already.".formatted(standing.reference()))
                    .with("idempotency_key", standing.idempotencyKey()).with("reference", standing.reference())
                    .with("refunded_at", standing.refundedAt()).answer();
        };
    }
}
