package dev.holdfast.api.storefront;

import dev.holdfast.api.groupcommit.GroupCommit;
import dev.holdfast.api.idempotency.AnswerOnce;
import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.request.TraceParent;
import dev.holdfast.checkout.CancelOrders;
import dev.holdfast.checkout.PlaceOrders;
import dev.holdfast.checkout.hold.Hold;
import dev.holdfast.checkout.idempotency.Once;
import dev.holdfast.checkout.order.Order;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Turns a hold into an order, shows it and cancels it. */
@RestController
@RequestMapping(path = "/api/orders", produces = MediaType.APPLICATION_JSON_VALUE)
final class OrderController {

    private static final Logger log = LoggerFactory.getLogger(OrderController.class);

    private final GroupCommit<Once<PlaceOrders.Command, PlaceOrders.Outcome>, Once.Result<PlaceOrders.Outcome>> placeOrders;
    private final AnswerOnce once;
    private final CancelOrders cancelOrders;
    private final CustomerScope scope;

    OrderController(GroupCommit<Once<PlaceOrders.Command, PlaceOrders.Outcome>, Once.Result<PlaceOrders.Outcome>> placeOrders,
            AnswerOnce once, CancelOrders cancelOrders, CustomerScope scope) {
        this.placeOrders = placeOrders;
        this.once = once;
        this.cancelOrders = cancelOrders;
        this.scope = scope;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> place(@Valid @RequestBody OrderRequest request, TraceParent trace, SentKey key) {
        if (scope.hidesHold(request.holdId())) {
            return HoldController.notFound(request.holdId());
        }
        var command = new PlaceOrders.Command(request.holdId(), trace.value());
        return once.answer(key, request, command, placeOrders::submit, OrderController::placed);
    }

    private static ResponseEntity<?> placed(PlaceOrders.Outcome outcome) {
        return switch (outcome) {
            case PlaceOrders.Outcome.Placed(var order) ->
                    ResponseEntity.created(URI.create("/api/orders/" + order.id())).body(OrderAnswer.of(order));
            case PlaceOrders.Outcome.HoldNotFound(var id) -> HoldController.notFound(id);
            case PlaceOrders.Outcome.HoldExpired(var hold) -> expired(hold);
            case PlaceOrders.Outcome.HoldNotReserved(var hold, var orderId) -> notReserved(hold, orderId);
        };
    }

    private static ResponseEntity<?> notReserved(Hold hold, @Nullable Long orderId) {
        if (orderId == null) {
            return HoldController.notReserved(hold, "Hold %d is %s, and only a reserved one can be ordered; place a new hold."
                    .formatted(hold.id(), hold.status().label())).answer();
        }
        return HoldController.notReserved(hold, "Hold %d has order %d already; GET /api/orders/%d shows it."
                .formatted(hold.id(), orderId, orderId)).with("order_id", orderId).answer();
    }

    @GetMapping("/{id}")
    ResponseEntity<?> show(@PathVariable @ResourceId long id) {
        Optional<OrderAnswer> order = scope.order(id).map(OrderAnswer::of);
        return order.isPresent() ? ResponseEntity.ok(order.get()) : notFound(id);
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<?> cancel(@PathVariable @ResourceId long id, TraceParent trace, SentKey key) {
        if (scope.hidesOrder(id)) {
            return notFound(id);
        }
        var command = new CancelOrders.Command(id, trace.value());
        return once.answer(key, null, command, request -> cancelOrders.cancelOnce(List.of(request)).getFirst(), OrderController::cancelled);
    }

    private static ResponseEntity<?> cancelled(CancelOrders.Outcome outcome) {
        return switch (outcome) {
            case CancelOrders.Outcome.Cancelled(var order) -> ResponseEntity.ok(OrderAnswer.of(order));
            case CancelOrders.Outcome.OrderNotFound(var missing) -> notFound(missing);
            case CancelOrders.Outcome.OrderNotPending(var order) -> notPending(order);
        };
    }

    private static ResponseEntity<?> expired(Hold hold) {
        log.info("Hold {} was found expired at ordering: its time ended at {}", hold.id(), hold.expiresAt());
        return HoldController.expired(hold);
    }

    private static ResponseEntity<?> notFound(long id) {
        return Problem.of(ProblemType.ORDER_NOT_FOUND, "There is no order %d.".formatted(id)).with("order_id", id).answer();
    }

    private static ResponseEntity<?> notPending(Order order) {
        return Problem.of(ProblemType.ORDER_NOT_PENDING,
                        "Order %d is %s, and only a pending one can be cancelled.".formatted(order.id(), order.status().label()))
                .with("order_id", order.id()).with("order_status", order.status().label()).answer();
    }
}
