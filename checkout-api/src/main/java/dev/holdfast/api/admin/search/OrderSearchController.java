package dev.holdfast.api.admin.search;

import dev.holdfast.api.problem.Problem;
import dev.holdfast.api.problem.ProblemType;
import dev.holdfast.api.request.ResourceId;
import dev.holdfast.checkout.search.SearchCheckouts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The orders of all buyers, the highest ids first. */
@RestController
@RequestMapping(path = "/admin/orders", produces = MediaType.APPLICATION_JSON_VALUE)
final class OrderSearchController {

    private static final String STATUS = "pending|paid|cancelled|expired|refund_required";

    private final SearchCheckouts search;

    OrderSearchController(SearchCheckouts search) {
        this.search = search;
    }

    @GetMapping
    PageAnswer<FoundOrder> list(@Valid @ModelAttribute CheckoutQuery query,
            @RequestParam(required = false) @Pattern(regexp = STATUS, message = "must be one of " + STATUS) @Nullable String status) {
        return PageAnswer.of(search.orders(query.filter(status), query.before(), query.pageSize()), FoundOrder::of, id -> id);
    }

    @GetMapping("/{id}")
    ResponseEntity<?> show(@PathVariable @ResourceId long id) {
        Optional<FoundOrder> order = search.order(id).map(FoundOrder::of);
        return order.isPresent() ? ResponseEntity.ok(order.get())
                : Problem.of(ProblemType.ORDER_NOT_FOUND, "There is no order %d.".formatted(id)).with("order_id", id).answer();
    }

    /** The order that a hold has or had. */
    @GetMapping(params = "hold_id")
    PageAnswer<FoundOrder> ofHold(@RequestParam("hold_id") @ResourceId long holdId) {
        return new PageAnswer<>(search.orderOfHold(holdId).map(FoundOrder::of).stream().toList(), null);
    }
}
