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

/** The holds of all buyers, the highest ids first. */
@RestController
@RequestMapping(path = "/admin/holds", produces = MediaType.APPLICATION_JSON_VALUE)
final class HoldSearchController {

    private static final String STATUS = "reserved|attached|consumed|released|expired";

    private final SearchCheckouts search;

    HoldSearchController(SearchCheckouts search) {
        this.search = search;
    }

    @GetMapping
    PageAnswer<FoundHold> list(@Valid @ModelAttribute CheckoutQuery query,
            @RequestParam(required = false) @Pattern(regexp = STATUS, message = "must be one of " + STATUS) @Nullable String status) {
        return PageAnswer.of(search.holds(query.filter(status), query.before(), query.pageSize()), FoundHold::of, id -> id);
    }

    @GetMapping("/{id}")
    ResponseEntity<?> show(@PathVariable @ResourceId long id) {
        Optional<FoundHold> hold = search.hold(id).map(FoundHold::of);
        return hold.isPresent() ? ResponseEntity.ok(hold.get())
                : Problem.of(ProblemType.HOLD_NOT_FOUND, "There is no hold %d.".formatted(id)).with("hold_id", id).answer();
    }
}
