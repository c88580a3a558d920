package dev.holdfast.api.storefront;

import dev.holdfast.api.groupcommit.GroupCommit;
import dev.holdfast.api.idempotency.AnswerOnce;
import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.request.TraceParent;
import dev.holdfast.checkout.PlaceHolds;
import dev.holdfast.checkout.ReleaseHolds;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.hold.HoldStatus;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.stock.SoldOut;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Holds stock for a buyer, shows the hold and gives it back. */
@RestController
@RequestMapping(path = "/api/holds", produces = MediaType.APPLICATION_JSON_VALUE)
final class HoldController {

    private final SoldOut soldOut;
    private final GroupCommit<Once<PlaceHolds.Command, PlaceHolds.Outcome>, Once.Result<PlaceHolds.Outcome>> placeHolds;
    private final AnswerOnce once;
    private final ReleaseHolds releaseHolds;
    private final CustomerScope scope;
    private final InstantSource clock;
    private final Counter refusedFromMemory;

    HoldController(SoldOut soldOut,
            GroupCommit<Once<PlaceHolds.Command, PlaceHolds.Outcome>, Once.Result<PlaceHolds.Outcome>> placeHolds, AnswerOnce once,
            ReleaseHolds releaseHolds, CustomerScope scope, InstantSource clock, MeterRegistry meters) {
        this.soldOut = soldOut;
        this.placeHolds = placeHolds;
        this.once = once;
        this.releaseHolds = releaseHolds;
        this.scope = scope;
        this.clock = clock;
        this.refusedFromMemory = Counter.builder("holdfast.sold.out.refusals")
                .description("Holds refused without the database, because the product was known to be sold out").register(meters);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> place(@Valid @RequestBody HoldRequest request, TraceParent trace, SentKey key) {
        String customer = scope.customerOf(request.customerId());
        var command = new PlaceHolds.Command(request.productId(), Math.toIntExact(request.quantity()), customer, trace.value());
        return once.answer(key, request, command, this::placeOrRefuse, outcome -> answer(outcome, customer == null));
    }

    private ResponseEntity<?> answer(PlaceHolds.Outcome outcome, boolean anonymous) {
        return switch (outcome) {
            case PlaceHolds.Outcome.Placed(var hold) ->
                    ResponseEntity.created(URI.create("/api/holds/" + hold.id())).body(HoldAnswer.of(hold));
            case PlaceHolds.Outcome.ProductNotFound(var id) -> ProductController.notFound(id);
            case PlaceHolds.Outcome.InsufficientStock(var id, var available) -> insufficientStock(id, available);
            case PlaceHolds.Outcome.SaleNotOpen(var id, var opensAt) -> saleNotOpen(id, opensAt);
            case PlaceHolds.Outcome.PurchaseLimit(var id, var max, var remaining) ->
                    purchaseLimit(id, max, remaining, anonymous);
        };
    }

    /** With a key the database is always asked: it may be the repeat of a hold that was placed, and a refusal is to be kept under it. */
    private Once.Result<PlaceHolds.Outcome> placeOrRefuse(Once<PlaceHolds.Command, PlaceHolds.Outcome> request) {
        PlaceHolds.Command command = request.command();
        OptionalInt left = request.keyed() == null ? soldOut.leftOf(command.productId(), command.quantity()) : OptionalInt.empty();
        if (left.isEmpty()) {
            return placeHolds.submit(request);
        }
        refusedFromMemory.increment();
        return new Once.Result.Decided<>(new PlaceHolds.Outcome.InsufficientStock(command.productId(), left.getAsInt()), null);
    }

    @GetMapping("/{id}")
    ResponseEntity<?> show(@PathVariable @ResourceId long id) {
        Optional<HoldAnswer> hold = scope.hold(id).map(HoldAnswer::of);
        return hold.isPresent() ? ResponseEntity.ok(hold.get()) : notFound(id);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<?> release(@PathVariable @ResourceId long id, TraceParent trace) {
        if (scope.hidesHold(id)) {
            return notFound(id);
        }
        return switch (releaseHolds.release(List.of(new ReleaseHolds.Command(id, trace.value()))).getFirst()) {
            case ReleaseHolds.Outcome.Released(var hold) -> ResponseEntity.ok(HoldAnswer.of(hold));
            case ReleaseHolds.Outcome.HoldNotFound(var missing) -> notFound(missing);
            case ReleaseHolds.Outcome.HoldExpired(var hold) -> expired(hold);
            case ReleaseHolds.Outcome.HoldNotReserved(var hold) -> notReserved(hold, hold.status() == HoldStatus.CONSUMED
                    ? "The order of hold %d is paid: there is nothing left to give back.".formatted(hold.id())
                    : "Hold %d has an order; cancel that instead.".formatted(hold.id())).answer();
        };
    }

    static ResponseEntity<?> notFound(long id) {
        return Problem.of(ProblemType.HOLD_NOT_FOUND, "There is no hold %d.".formatted(id)).with("hold_id", id).answer();
    }

    static ResponseEntity<?> expired(Hold hold) {
        return Problem.of(ProblemType.HOLD_EXPIRED, "Hold %d ended at %s and its units are free again; place a new hold."
                .formatted(hold.id(), hold.expiresAt())).with("hold_id", hold.id()).with("expires_at", hold.expiresAt()).answer();
    }

    static Problem notReserved(Hold hold, String detail) {
        return Problem.of(ProblemType.HOLD_NOT_RESERVED, detail).with("hold_id", hold.id()).with("hold_status", hold.status().label());
    }

    private static ResponseEntity<?> insufficientStock(long productId, int available) {
        String detail = available == 0
                ? "Nothing of product %d is left. Units that others hold may come back within minutes.".formatted(productId)
                : "Product %d has only %d left; ask for that many or fewer.".formatted(productId, available);
        return Problem.of(ProblemType.INSUFFICIENT_STOCK, detail)
                .with("product_id", productId).with("available_stock", available).answer();
    }

    private ResponseEntity<?> saleNotOpen(long productId, @Nullable Instant opensAt) {
        if (opensAt == null) {
            return Problem.of(ProblemType.SALE_NOT_OPEN, "The sale of product %d is over.".formatted(productId))
                    .with("product_id", productId).answer();
        }
        return Problem.of(ProblemType.SALE_NOT_OPEN, "The sale of product %d opens at %s; come back then.".formatted(productId, opensAt))
                .with("product_id", productId).with("opens_at", opensAt)
                .retryAfter(Duration.between(clock.instant(), opensAt)).answer();
    }

    private static ResponseEntity<?> purchaseLimit(long productId, int max, int remaining, boolean anonymous) {
        String detail = anonymous
                ? "Product %d is limited to %d a customer; name yours in customer_id.".formatted(productId, max)
                : "Product %d is limited to %d a customer, of which %d remain.".formatted(productId, max, remaining);
        return Problem.of(ProblemType.PURCHASE_LIMIT, detail).with("product_id", productId)
                .with("max_per_customer", max).with("remaining", remaining).answer();
    }
}
