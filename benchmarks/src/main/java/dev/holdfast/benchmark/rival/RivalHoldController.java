package dev.holdfast.benchmark.rival;

import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same request and the same answers as the checkout API's. */
@RestController
@RequestMapping(path = "/api/holds", produces = MediaType.APPLICATION_JSON_VALUE)
final class RivalHoldController {

    private final HoldTransaction holds;

    RivalHoldController(HoldTransaction holds) {
        this.holds = holds;
    }

    /** @param customerId is taken and not used: no product of a benchmark has a limit per customer */
    record HoldRequest(@Min(1) long productId, @Min(1) int quantity, @Nullable String customerId) {
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> place(@Valid @RequestBody HoldRequest request) {
        return switch (holds.place(request.productId(), request.quantity())) {
            case HoldTransaction.Outcome.Placed(var hold) ->
                    ResponseEntity.created(URI.create("/api/holds/" + hold.holdId())).body(hold);
            case HoldTransaction.Outcome.InsufficientStock(var available) ->
                    Problem.of(ProblemType.INSUFFICIENT_STOCK, "Product %d has only %d left.".formatted(request.productId(), available))
                            .with("product_id", request.productId()).with("available_stock", available).answer();
        };
    }
}
