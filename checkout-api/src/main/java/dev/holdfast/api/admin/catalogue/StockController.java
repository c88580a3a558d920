package dev.holdfast.api.admin.catalogue;

import dev.holdfast.api.idempotency.AnswerOnce;
import dev.holdfast.api.idempotency.SentKey;
import dev.holdfast.api.problem.InvalidRequest;
import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.api.security.Caller;
import dev.holdfast.checkout.ChangeStock;
import dev.holdfast.checkout.ChangeStock.Outcome;
import dev.holdfast.checkout.operator.Justification;
import dev.holdfast.checkout.stock.Stock;
import dev.holdfast.checkout.stock.StockLevels;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Units are added for sale, and withdrawn. */
@RestController
@RequestMapping(path = "/admin/products/{id}/stock", produces = MediaType.APPLICATION_JSON_VALUE)
final class StockController {

    private final ChangeStock changeStock;
    private final AnswerOnce once;

    StockController(ChangeStock changeStock, AnswerOnce once) {
        this.changeStock = changeStock;
        this.once = once;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> change(@PathVariable @ResourceId long id, @Valid @RequestBody StockChangeRequest request, SentKey key) {
        int change = Math.toIntExact(request.change());
        if (change == 0) {
            throw new InvalidRequest("change", StockChangeRequest.CHANGES);
        }
        var command = new ChangeStock.Command(id, change, new Justification(Caller.current().id(), request.operator(), request.reason()));
        return once.answer(key, request, command, changeStock::change, outcome -> answer(outcome, change));
    }

    private static ResponseEntity<?> answer(Outcome outcome, int change) {
        return switch (outcome) {
            case Outcome.Changed(var levels, var action) -> ResponseEntity.ok(StockAnswer.of(levels, action));
            case Outcome.ProductNotFound(var missing) -> CatalogueController.notFound(missing);
            case Outcome.StockInUse(var levels) -> inUse(levels, change);
            case Outcome.TooManyUnits(var product, var total) -> Problem.of(ProblemType.TOO_MANY_UNITS,
                            "Product %d has %d units, and can have %d at the most.".formatted(product, total, Stock.MOST))
                    .with("product_id", product).with("total", total).with("max_total", Stock.MOST).answer();
        };
    }

    private static ResponseEntity<?> inUse(StockLevels levels, int change) {
        String detail = "Of product %d only %d can be withdrawn, not %d: of %d units %d are held and %d are sold.".formatted(
                levels.productId(), levels.available(), -change, levels.total(), levels.held(), levels.sold());
        return Problem.of(ProblemType.STOCK_IN_USE, detail).with("product_id", levels.productId()).with("total", levels.total())
                .with("available", levels.available()).with("held", levels.held()).with("sold", levels.sold()).answer();
    }
}
